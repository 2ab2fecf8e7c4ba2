"""Whom a bot knows: those who have written to it, and those in its chats.

Bots name people by their numbers alone, which follow each other: without this, whoever has a bot
could read the names of everybody on the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.ids import UserId, box_of_user, peer_of_user
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types


async def has_met(app: App, bot_id: UserId, user_id: UserId) -> bool:
    """Tell whether a bot may name somebody by their number."""
    if user_id == bot_id or await has_talked(app, bot_id, user_id):
        return True
    chats = await app.store.chats.of_user(bot_id)
    return bool(chats) and not set(chats).isdisjoint(await app.store.chats.of_user(user_id))


async def has_talked(app: App, bot_id: UserId, user_id: UserId) -> bool:
    """Tell whether somebody and a bot have a chat of their own."""
    if app.acquainted.are(bot_id, user_id):
        return True
    dialog = await app.store.dialogs.get(box_of_user(bot_id), peer_of_user(user_id))
    if dialog.messages:
        app.acquainted.note(bot_id, user_id)
    return bool(dialog.messages)


async def without_strangers(
    app: App, bot: Caller, messages: Sequence[Outgoing]
) -> Sequence[Outgoing]:
    """Return a bot's messages without the mentions of people whom it has not met."""
    named = {
        UserId(one.user_id)
        for message in messages
        for one in message.entities
        if isinstance(one, types.MessageEntityMentionName)
    }
    strangers = {one for one in named if not await has_met(app, bot.me, one)}
    if not strangers:
        return messages
    return [
        replace(message, entities=tuple(one for one in message.entities if not _of(one, strangers)))
        for message in messages
    ]


def _of(entity: types.TypeMessageEntity, strangers: set[UserId]) -> bool:
    return isinstance(entity, types.MessageEntityMentionName) and entity.user_id in strangers
