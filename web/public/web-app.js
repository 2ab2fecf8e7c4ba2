/**
 * What pages of bots talk with the client by: `window.Telegram.WebApp`, as they know it.
 *
 * Pages say {eventType, eventData} to the window around them, and are told the same way. What they are told
 * of whoever has opened them stands behind the # of their address.
 *
 * Source: https://core.telegram.org/bots/webapps
 */
;(() => {
  const said = new URLSearchParams(location.hash.slice(1).replace(/^[^=&]*\?/, ''))
  const stored = (name) => {
    const given = said.get(name)
    const key = `hodhod.${name}`
    try {
      // A page that was loaded anew has its address without it.
      if (given) sessionStorage.setItem(key, given)
      return given ?? sessionStorage.getItem(key) ?? ''
    } catch {
      return given ?? ''
    }
  }
  const initData = stored('tgWebAppData')
  const version = stored('tgWebAppVersion') || '6.0'
  const platform = stored('tgWebAppPlatform') || 'unknown'

  const read = (text) => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }

  const initDataUnsafe = {}
  for (const [name, value] of new URLSearchParams(initData)) {
    initDataUnsafe[name] = /^[{[]/.test(value) ? read(value) : value
  }
  if (initDataUnsafe.auth_date) initDataUnsafe.auth_date = Number(initDataUnsafe.auth_date)

  const post = (eventType, eventData = {}) => {
    const message = JSON.stringify({ eventType, eventData })
    if (window.TelegramWebviewProxy) {
      window.TelegramWebviewProxy.postEvent(eventType, JSON.stringify(eventData))
    } else if (window.external && 'notify' in window.external) window.external.notify(message)
    else if (window.parent !== window) window.parent.postMessage(message, '*')
  }

  const heard = new Map()
  const onEvent = (name, call) => {
    if (!heard.has(name)) heard.set(name, new Set())
    heard.get(name).add(call)
  }
  const offEvent = (name, call) => heard.get(name)?.delete(call)
  const happen = (name, ...values) => {
    for (const call of heard.get(name) ?? []) call.apply(app, values)
  }

  const atLeast = (wanted) => {
    const own = version.split('.')
    const asked = String(wanted).split('.')
    for (let at = 0; at < Math.max(own.length, asked.length); at++) {
      const difference = Number(own[at] ?? 0) - Number(asked[at] ?? 0)
      if (difference) return difference > 0
    }
    return true
  }

  /** A button of the client's, which is changed by its properties and by its methods. */
  const button = (setup, pressed, text) => {
    const now = { text, isVisible: false, isActive: true, isProgressVisible: false }
    const looks = { color: undefined, textColor: undefined, hasShineEffect: false, position: undefined }
    const tell = () =>
      post(setup, {
        is_visible: now.isVisible,
        is_active: now.isActive,
        is_progress_visible: now.isProgressVisible,
        text: now.text,
        color: looks.color,
        text_color: looks.textColor,
        position: looks.position,
      })
    const change = (some) => {
      Object.assign(now, some)
      tell()
      return one
    }
    const one = {
      type: setup.includes('secondary') ? 'secondary' : 'main',
      setText: (words) => change({ text: String(words) }),
      show: () => change({ isVisible: true }),
      hide: () => change({ isVisible: false }),
      enable: () => change({ isActive: true }),
      disable: () => change({ isActive: false }),
      showProgress: (leaveActive) => change({ isProgressVisible: true, isActive: Boolean(leaveActive) }),
      hideProgress: () => change({ isProgressVisible: false, isActive: true }),
      onClick(call) {
        onEvent(pressed, call)
        return one
      },
      offClick(call) {
        offEvent(pressed, call)
        return one
      },
      setParams(given) {
        const { text: words, is_visible, is_active, color, text_color, position } = given
        if (words !== undefined) now.text = String(words)
        if (is_visible !== undefined) now.isVisible = is_visible
        if (is_active !== undefined) now.isActive = is_active
        Object.assign(looks, { color, textColor: text_color, position })
        tell()
        return one
      },
    }
    for (const [name, values] of [
      ...Object.keys(now).map((key) => [key, now]),
      ...Object.keys(looks).map((key) => [key, looks]),
    ]) {
      Object.defineProperty(one, name, {
        enumerable: true,
        get: () => values[name],
        set(value) {
          values[name] = value
          tell()
        },
      })
    }
    return one
  }

  const plainButton = (setup, pressed) => {
    const one = {
      isVisible: false,
      show: () => change(true),
      hide: () => change(false),
      onClick(call) {
        onEvent(pressed, call)
        return one
      },
      offClick(call) {
        offEvent(pressed, call)
        return one
      },
    }
    const change = (shown) => {
      one.isVisible = shown
      post(setup, { is_visible: shown })
      return one
    }
    return one
  }

  let asked = 0
  const answers = new Map()
  const numbered = (call) => {
    const id = String(++asked)
    answers.set(id, call ?? (() => {}))
    return id
  }
  const answer = (id, ...values) => {
    const call = answers.get(String(id))
    answers.delete(String(id))
    call?.(...values)
  }

  let popupCall
  const showPopup = (given, call) => {
    popupCall = call
    const buttons = given.buttons ?? [{ id: '', type: 'close' }]
    post('web_app_open_popup', { title: given.title ?? '', message: given.message, buttons })
  }

  const haptic = {
    impactOccurred: () => haptic,
    notificationOccurred: () => haptic,
    selectionChanged: () => haptic,
  }
  const missing = (call) => call?.('UNSUPPORTED')

  const app = {
    initData,
    initDataUnsafe,
    version,
    platform,
    colorScheme: 'light',
    themeParams: {},
    isExpanded: true,
    isActive: true,
    isFullscreen: false,
    isClosingConfirmationEnabled: false,
    isVerticalSwipesEnabled: true,
    viewportHeight: innerHeight,
    viewportStableHeight: innerHeight,
    headerColor: '',
    backgroundColor: '',
    bottomBarColor: '',
    safeAreaInset: { top: 0, bottom: 0, left: 0, right: 0 },
    contentSafeAreaInset: { top: 0, bottom: 0, left: 0, right: 0 },
    MainButton: button('web_app_setup_main_button', 'mainButtonClicked', 'Continue'),
    SecondaryButton: button('web_app_setup_secondary_button', 'secondaryButtonClicked', 'Cancel'),
    BackButton: plainButton('web_app_setup_back_button', 'backButtonClicked'),
    SettingsButton: plainButton('web_app_setup_settings_button', 'settingsButtonClicked'),
    HapticFeedback: haptic,
    CloudStorage: Object.fromEntries(
      ['setItem', 'getItem', 'getItems', 'removeItem', 'removeItems', 'getKeys'].map((name) => [
        name,
        (...given) => missing(given.findLast((one) => typeof one === 'function')),
      ]),
    ),
    isVersionAtLeast: atLeast,
    onEvent,
    offEvent,
    ready: () => post('web_app_ready'),
    expand: () => post('web_app_expand'),
    close: () => post('web_app_close'),
    sendData: (data) => post('web_app_data_send', { data: String(data) }),
    switchInlineQuery: (query, chatTypes = []) =>
      post('web_app_switch_inline_query', { query: String(query), chat_types: chatTypes }),
    openLink: (url) => post('web_app_open_link', { url: new URL(url, location.href).href }),
    openTelegramLink(url) {
      const { pathname, search } = new URL(url, location.href)
      post('web_app_open_tg_link', { path_full: pathname + search })
    },
    showPopup,
    showAlert: (message, call) => showPopup({ message }, () => call?.()),
    showConfirm: (message, call) =>
      showPopup(
        { message, buttons: [{ type: 'ok', id: 'ok' }, { type: 'cancel', id: '' }] },
        (id) => call?.(id === 'ok'),
      ),
    enableClosingConfirmation: () => closing(true),
    disableClosingConfirmation: () => closing(false),
    enableVerticalSwipes: () => {},
    disableVerticalSwipes: () => {},
    requestFullscreen: () => happen('fullscreenFailed', { error: 'UNSUPPORTED' }),
    exitFullscreen: () => {},
    setHeaderColor(color) {
      app.headerColor = color
    },
    setBackgroundColor(color) {
      app.backgroundColor = color
    },
    setBottomBarColor(color) {
      app.bottomBarColor = color
    },
    requestWriteAccess: (call) => {
      writeCall = call
      post('web_app_request_write_access')
    },
    requestContact: (call) => {
      phoneCall = call
      post('web_app_request_phone')
    },
    readTextFromClipboard: (call) =>
      post('web_app_read_text_from_clipboard', { req_id: numbered(call) }),
    openInvoice: (_, call) => call?.('failed'),
  }

  let writeCall
  let phoneCall
  const closing = (needed) => {
    app.isClosingConfirmationEnabled = needed
    post('web_app_setup_closing_behavior', { need_confirmation: needed })
  }

  const dark = (color) => {
    const parts = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(color ?? '')
    if (!parts) return false
    const [red, green, blue] = parts.slice(1).map((part) => Number.parseInt(part, 16))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128
  }
  const dress = (params) => {
    app.themeParams = params ?? {}
    app.colorScheme = dark(app.themeParams.bg_color) ? 'dark' : 'light'
    const { style } = document.documentElement
    style.setProperty('--tg-color-scheme', app.colorScheme)
    for (const [name, color] of Object.entries(app.themeParams)) {
      style.setProperty(`--tg-theme-${name.replaceAll('_', '-')}`, color)
    }
  }
  const measure = (height) => {
    app.viewportHeight = height
    app.viewportStableHeight = height
    const { style } = document.documentElement
    style.setProperty('--tg-viewport-height', `${height}px`)
    style.setProperty('--tg-viewport-stable-height', `${height}px`)
  }

  const told = {
    theme_changed: ({ theme_params }) => {
      dress(theme_params)
      happen('themeChanged')
    },
    viewport_changed: ({ height, is_state_stable }) => {
      measure(height)
      happen('viewportChanged', { isStateStable: is_state_stable !== false })
    },
    main_button_pressed: () => happen('mainButtonClicked'),
    secondary_button_pressed: () => happen('secondaryButtonClicked'),
    back_button_pressed: () => happen('backButtonClicked'),
    settings_button_pressed: () => happen('settingsButtonClicked'),
    popup_closed: ({ button_id = '' }) => {
      const call = popupCall
      popupCall = undefined
      call?.(button_id)
      happen('popupClosed', { button_id: button_id || null })
    },
    clipboard_text_received: ({ req_id, data }) => {
      answer(req_id, data ?? null)
      happen('clipboardTextReceived', { data: data ?? null })
    },
    write_access_requested: ({ status }) => {
      writeCall?.(status === 'allowed')
      happen('writeAccessRequested', { status })
    },
    phone_requested: ({ status }) => {
      phoneCall?.(status === 'sent')
      happen('contactRequested', { status })
    },
  }

  const receive = (name, data) => {
    if (Object.hasOwn(told, name)) told[name](data ?? {})
  }
  addEventListener('message', ({ source, data }) => {
    if (source !== window.parent || typeof data !== 'string') return
    const { eventType, eventData } = read(data) ?? {}
    receive(eventType, eventData)
  })

  dress(read(stored('tgWebAppThemeParams')))
  measure(innerHeight)
  window.Telegram = { ...window.Telegram, WebApp: app, WebView: { receiveEvent: receive, initParams: said } }
  post('iframe_ready', { reload_supported: false })
})()
