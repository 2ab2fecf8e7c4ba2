"""Whom a message in a group is meant for: those it names, and the one it answers.

Source: https://core.telegram.org/api/mentions
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.compose import Formatted
from hodhod.actions.messages.place import Place
from hodhod.domain.ids import BoxId, UserId, is_user
from hodhod.domain.message import StoredMessage
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.utf16 import Utf16
from hodhod.store.boxes import Change
from hodhod.store.members import Mark, marks_on, read_members, write_marks
from hodhod.store.message_changes import set_mentioned
from hodhod.tl import types

NAMES_LIMIT = 50
"""People that one message can call; the names after that are only text."""


async def mentioned_by(
    app: App, place: Place, outgoing: Outgoing, answered: StoredMessage | None
) -> set[UserId]:
    """Return the members of a group that a message is meant for.

    Args:
        app: The working parts.
        place: Where it is written.
        outgoing: The message.
        answered: The message that it answers, if any.
    """
    if place.seen is None or place.seen.chat.is_broadcast:
        return set()
    called = await _called(app, outgoing)
    if answered is not None:
        author = answered.author_id or answered.from_id
        if author is not None and is_user(author):
            called.add(UserId(author))
    if not called:
        return set()
    if place.seen.chat.is_group:
        return {one for one in called if BoxId(one) in place.boxes}
    members = await read_members(app.store.shard(BoxId(place.peer)), place.peer, called)
    return {one for one in called if one in members and members[one].joined}


async def mention_edited(
    app: App, change: Change, place: Place, copies: Sequence[StoredMessage], text: Formatted
) -> None:
    """Call those whom an edited message names and did not name before.

    Args:
        app: The working parts.
        change: The change that edits it.
        place: Where it is.
        copies: The message as it is now, in each box.
        text: Its text and entities now.
    """
    if place.seen is None or place.seen.chat.is_broadcast or not copies:
        return
    outgoing = Outgoing(None, text=text[0], entities=text[1])
    author = copies[0].author_id or copies[0].from_id
    called = await mentioned_by(app, place, outgoing, None) - {author}
    if place.seen.chat.is_group:
        keys = [(one.box_id, one.msg_id) for one in copies if UserId(one.box_id) in called]
        await set_mentioned(change.tx, keys, on=True)
        return
    (message,) = copies
    wanted = [(message.box_id, UserId(one), message.msg_id) for one in called]
    for key in wanted:
        known = await marks_on(change.tx, [key])
        if (message.box_id, message.msg_id, Mark.MENTION) not in known:
            await write_marks(change.tx, [key], Mark.MENTION)


async def _called(app: App, outgoing: Outgoing) -> set[UserId]:
    """Return the people that a text names."""
    called: set[UserId] = set()
    names: set[str] = set()
    text = Utf16(outgoing.text)
    for entity in outgoing.entities:
        match entity:
            case types.MessageEntityMentionName():
                called.add(UserId(entity.user_id))
            case types.MessageEntityMention():
                name = text.slice(entity.offset, entity.offset + entity.length)
                names.add(name.removeprefix("@").lower())
            case _:
                pass
        if len(called) + len(names) >= NAMES_LIMIT:
            break
    if names:
        found = await app.store.users.peers_by_usernames(names)
        called.update(UserId(peer) for peer in found.values() if is_user(peer))
    return called
