"""Where clients open the sites that links lead to: inside, or in a browser; and the sites apart.

    web_browser                 account.webBrowserSettings, without exceptions
    web_browser:DOMAIN          updateWebBrowserException, as it was told

Source: https://core.telegram.org/method/account.updateWebBrowserSettings
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit
from zlib import crc32

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.preferences import keep, kept
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.result_hash import result_hash
from hodhod.tl import types

SETTINGS = "web_browser"
EXCEPTION = "web_browser:"
EXCEPTIONS_LIMIT = 200
"""Sites apart; a list of people's own making is shorter."""

URL_LIMIT = 2048
"""Characters of an address, as browsers have it."""

DOMAIN_LIMIT = 253
"""Characters of a domain name (RFC 1035)."""

NAME = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")

DEFAULT = types.account.WebBrowserSettings(external_exceptions=(), inapp_exceptions=(), hash=0)


async def settings_of(app: App, caller: Caller) -> types.account.WebBrowserSettings:
    """Return where the caller opens sites."""
    general = await kept(app, caller.me, SETTINGS, types.account.WebBrowserSettings, DEFAULT)
    apart = list((await _exceptions(app, caller)).values())
    whole = replace(
        general,
        external_exceptions=[one.exception for one in apart if one.open_external_browser],
        inapp_exceptions=[one.exception for one in apart if not one.open_external_browser],
    )
    numbers = [int(general.open_external_browser), int(general.display_close_button)]
    for one in apart:
        numbers += [crc32(one.exception.domain.encode()), int(bool(one.open_external_browser))]
    return replace(whole, hash=result_hash(one + 1 for one in numbers))


async def update_settings(
    app: App, caller: Caller, *, open_external_browser: bool, display_close_button: bool
) -> types.account.WebBrowserSettings:
    """Choose where sites are opened that are not apart."""
    general = replace(
        DEFAULT,
        open_external_browser=open_external_browser,
        display_close_button=display_close_button,
    )
    await keep(app, caller.me, SETTINGS, general)
    update = types.UpdateWebBrowserSettings(
        open_external_browser=open_external_browser, display_close_button=display_close_button
    )
    await tell_own(app, caller, update)
    return await settings_of(app, caller)


async def put_exception(
    app: App, caller: Caller, url: str, *, external: bool
) -> types.UpdateWebBrowserException:
    """Set a site apart: it is opened in a browser, or inside, whatever holds for others.

    Raises:
        RpcError: 400 URL_INVALID; LIMIT_INVALID for too many sites.
    """
    domain = domain_of(url)
    known = await _exceptions(app, caller)
    if domain not in known and len(known) >= EXCEPTIONS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    update = types.UpdateWebBrowserException(
        open_external_browser=external,
        exception=types.WebDomainException(domain=domain, url=url, title=domain),
    )
    await keep(app, caller.me, f"{EXCEPTION}{domain}", update)
    await tell_own(app, caller, update)
    return update


async def drop_exception(
    app: App, caller: Caller, url: str
) -> types.UpdateWebBrowserException | None:
    """Let a site be opened as all are; None when it was not apart.

    Raises:
        RpcError: 400 URL_INVALID.
    """
    domain = domain_of(url)
    known = (await _exceptions(app, caller)).get(domain)
    if known is None:
        return None
    await app.store.preferences.forget(caller.me, f"{EXCEPTION}{domain}")
    update = replace(known, delete=True, open_external_browser=None)
    await tell_own(app, caller, update)
    return update


async def drop_exceptions(app: App, caller: Caller) -> types.account.WebBrowserSettings:
    """Let all sites be opened alike."""
    gone = [
        replace(one, delete=True, open_external_browser=None)
        for one in (await _exceptions(app, caller)).values()
    ]
    if gone:
        await app.store.preferences.drop(caller.me, EXCEPTION)
        await tell_own(app, caller, *gone)
    return await settings_of(app, caller)


def domain_of(url: str) -> str:
    """Return the domain of an address, which may be a bare domain.

    Raises:
        RpcError: 400 URL_INVALID.
    """
    if len(url) > URL_LIMIT or "\0" in url:
        raise bad_request("URL_INVALID")
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        domain = (parts.hostname or "").removesuffix(".")
    except ValueError:
        raise bad_request("URL_INVALID") from None
    known = parts.scheme in {"http", "https"} and len(domain) <= DOMAIN_LIMIT
    if not known or NAME.fullmatch(domain) is None:
        raise bad_request("URL_INVALID")
    return domain


async def _exceptions(app: App, caller: Caller) -> Mapping[str, types.UpdateWebBrowserException]:
    found = {}
    stored = await app.store.preferences.with_prefix(caller.me, EXCEPTION)
    for name, data in stored.items():
        value = tl.decode(data)
        assert isinstance(value, types.UpdateWebBrowserException)
        found[name.removeprefix(EXCEPTION)] = value
    return found
