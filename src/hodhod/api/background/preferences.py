"""Settings of an account that are at their defaults, for want of a way to change them.

Source: https://core.telegram.org/api/config
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


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
