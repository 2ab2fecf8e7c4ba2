"""Settings of an account that are at their defaults, for want of a way to change them.

Source: https://core.telegram.org/api/config
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.account.GetWebBrowserSettings, access=USER, empty=True)
async def get_web_browser_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.account.WebBrowserSettings:
    """Which sites open outside the client: as the client likes."""
    return types.account.WebBrowserSettings(external_exceptions=(), inapp_exceptions=(), hash=0)


@rpc(functions.account.GetWebAuthorizations, access=USER, empty=True)
async def get_web_authorizations(
    app: App, caller: Caller, request: TLFunction
) -> types.account.WebAuthorizations:
    """Web sites that the account is signed in to."""
    return types.account.WebAuthorizations(authorizations=(), users=())


@rpc(functions.account.ResetWebAuthorizations, access=USER, empty=True)
async def reset_web_authorizations(app: App, caller: Caller, request: TLFunction) -> bool:
    """Sign out of all web sites: there are none."""
    return True


@rpc(
    functions.account.GetAllSecureValues, functions.account.GetSecureValue, access=USER, empty=True
)
async def get_secure_values(
    app: App, caller: Caller, request: TLFunction
) -> list[types.SecureValue]:
    """Identity documents: none are kept."""
    return []


@rpc(functions.messages.GetDefaultHistoryTTL, access=USER, empty=True)
async def get_default_history_ttl(
    app: App, caller: Caller, request: TLFunction
) -> types.DefaultHistoryTTL:
    """After how many seconds messages of new chats vanish: never."""
    return types.DefaultHistoryTTL(period=0)
