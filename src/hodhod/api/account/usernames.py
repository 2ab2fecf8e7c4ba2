"""account.reorderUsernames, toggleUsername: a person has one public name, which is always shown.

Source: https://core.telegram.org/method/account.toggleUsername
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.profile import own_account
from hodhod.api.registry import USER, rpc
from hodhod.domain import username
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions


@rpc(functions.account.ReorderUsernames, access=USER)
async def reorder_usernames(
    app: App, caller: Caller, request: functions.account.ReorderUsernames
) -> bool:
    """Put one's public names in an order."""
    own = (await own_account(app, caller)).username
    if [username.key(one) for one in request.order] != ([username.key(own)] if own else []):
        raise bad_request("ORDER_INVALID")
    raise bad_request("USERNAME_NOT_MODIFIED")


@rpc(functions.account.ToggleUsername, access=USER)
async def toggle_username(
    app: App, caller: Caller, request: functions.account.ToggleUsername
) -> bool:
    """Show a public name or hide it: the only one is shown, and given back by updateUsername."""
    own = (await own_account(app, caller)).username
    if own is None or username.key(request.username) != username.key(own) or not request.active:
        raise bad_request("USERNAME_INVALID")
    raise bad_request("USERNAME_NOT_MODIFIED")
