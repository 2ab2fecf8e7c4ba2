"""The custom emoji behind a name, perhaps for a while. There is no premium here: everybody may.

Source: https://core.telegram.org/api/emoji-status
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.recent_emoji_statuses import remember
from hodhod.actions.people.tell import tell_online
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import types


async def set_emoji_status(app: App, caller: Caller, given: types.TypeEmojiStatus) -> None:
    """Put an emoji behind one's name, or take it away, and tell those who know one.

    Raises:
        RpcError: 400 DOCUMENT_INVALID.
    """
    status = await meant(app, given)
    await app.store.users.set_emoji_status(caller.me, None if status is None else tl.encode(status))
    update = types.UpdateUserEmojiStatus(
        user_id=caller.me, emoji_status=status or types.EmojiStatusEmpty()
    )
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        change.log(caller.box, update, exclude_session=caller.session)
        if status is not None:
            await remember(change, caller, status.document_id)
    await app.bus.publish(change.events)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)


async def meant(app: App, given: types.TypeEmojiStatus) -> types.EmojiStatus | None:
    """Return the status that a client names; None for none, or for one whose time is over.

    Raises:
        RpcError: 400 DOCUMENT_INVALID.
    """
    match given:
        case types.EmojiStatusEmpty():
            return None
        case types.EmojiStatus() | types.EmojiStatusUntil():
            until = given.until
        case _:
            raise bad_request("DOCUMENT_INVALID")
    if until is not None and until <= app.now:
        return None
    if not await custom_emoji(app, [given.document_id]):
        raise bad_request("DOCUMENT_INVALID")
    return types.EmojiStatus(document_id=given.document_id, until=until)
