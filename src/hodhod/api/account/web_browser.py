"""account.getWebBrowserSettings, updateWebBrowserSettings and its kin.

Source: https://core.telegram.org/method/account.updateWebBrowserSettings
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import web_browser
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.account.GetWebBrowserSettings, access=USER)
async def get_web_browser_settings(
    app: App, caller: Caller, request: functions.account.GetWebBrowserSettings
) -> types.account.TypeWebBrowserSettings:
    """Tell where sites are opened."""
    found = await web_browser.settings_of(app, caller)
    if request.hash and request.hash == found.hash:
        return types.account.WebBrowserSettingsNotModified()
    return found


@rpc(functions.account.UpdateWebBrowserSettings, access=USER)
async def update_web_browser_settings(
    app: App, caller: Caller, request: functions.account.UpdateWebBrowserSettings
) -> types.account.TypeWebBrowserSettings:
    """Choose where sites are opened."""
    return await web_browser.update_settings(
        app,
        caller,
        open_external_browser=request.open_external_browser,
        display_close_button=request.display_close_button,
    )


@rpc(functions.account.ToggleWebBrowserSettingsException, access=USER)
async def toggle_web_browser_settings_exception(
    app: App, caller: Caller, request: functions.account.ToggleWebBrowserSettingsException
) -> types.TypeUpdates:
    """Set a site apart, or let it be opened as all are."""
    update: types.UpdateWebBrowserException | None
    if request.delete:
        update = await web_browser.drop_exception(app, caller, request.url)
    else:
        update = await web_browser.put_exception(
            app, caller, request.url, external=bool(request.open_external_browser)
        )
    return await render(app, caller.me, [] if update is None else [update])


@rpc(functions.account.DeleteWebBrowserSettingsExceptions, access=USER)
async def delete_web_browser_settings_exceptions(
    app: App, caller: Caller, request: functions.account.DeleteWebBrowserSettingsExceptions
) -> types.account.TypeWebBrowserSettings:
    """Let all sites be opened alike."""
    return await web_browser.drop_exceptions(app, caller)
