"""users.suggestBirthday.

Source: https://core.telegram.org/method/users.suggestBirthday
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.send import send
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.birthdays import birthday_of, require_birthday
from hodhod.actions.people.privacy import lets
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import peer_of_user
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.privacy import Key
from hodhod.tl import functions, types


@rpc(functions.users.SuggestBirthday, access=USER)
async def suggest_birthday(
    app: App, caller: Caller, request: functions.users.SuggestBirthday
) -> types.TypeUpdates:
    """Propose to somebody what to say of their birthday, in a message to them."""
    account = await access_user(app, caller, request.id)
    if account.user_id == caller.me or account.is_bot:
        raise bad_request("USER_ID_INVALID")
    birthday = require_birthday(app, request.birthday)
    known = birthday_of(account)
    if known == birthday and await lets(app, caller.me, account.user_id, Key.BIRTHDAY):
        raise bad_request("BIRTHDAY_ALREADY")
    action = types.MessageActionSuggestBirthday(birthday=birthday)
    told = Outgoing(random_id=None, action=action)
    return await send(app, caller, peer_of_user(account.user_id), [told])
