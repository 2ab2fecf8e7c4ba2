"""Whom a message in a group is meant for: those it names, and the one it answers.

Source: https://core.telegram.org/api/mentions
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.compose import Formatted
from hodhod.actions.messages.place import Place
from hodhod.domain.ids import BoxId, UserId, is_user
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.utf16 import Utf16
from hodhod.store.boxes import Change
from hodhod.store.members import Mark, drop_marks, mentioned_in, read_members, write_marks
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
    if answered is not None and not _begins_topic(answered):
        author = answered.author_id or answered.from_id
        if author is not None and is_user(author):
            called.add(UserId(author))
    if not called:
        return set()
    if place.seen.chat.is_group:
        return {one for one in called if BoxId(one) in place.boxes}
    members = await read_members(app.store.shard(BoxId(place.peer)), place.peer, called)
    return {one for one in called if one in members and members[one].joined}


def _begins_topic(answered: StoredMessage) -> bool:
    """Whether a message is the root of a topic: all that is written there answers it."""
    content = decode_content(answered.content)
    return isinstance(content, types.MessageService) and isinstance(
        content.action, types.MessageActionTopicCreate
    )


async def mention_edited(
    app: App, change: Change, place: Place, copies: Sequence[StoredMessage], text: Formatted
) -> None:
    """Call those whom an edited message names, and let those go whom it names no more.

    Whoever was called because their message is answered stays called.

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
    first = copies[0]
    author = first.author_id or first.from_id
    called = await mentioned_by(app, place, outgoing, None) - {author}
    answered = None
    if first.reply_to is not None:
        answered = await app.store.messages.get(first.box_id, first.reply_to)
    # Of an answer to what is gone nobody can tell any more whom it called as one.
    sure = first.reply_to is None or answered is not None
    kept = called | await mentioned_by(app, place, Outgoing(None), answered)
    if place.seen.chat.is_group:
        keys = {UserId(one.box_id): (one.box_id, one.msg_id) for one in copies}
        await set_mentioned(change.tx, [keys[one] for one in called if one in keys], on=True)
        if sure:
            gone = [key for one, key in keys.items() if one not in kept]
            await set_mentioned(change.tx, gone, on=False)
        return
    box_id, msg_id = first.box_id, first.msg_id
    before = set((await mentioned_in(change.tx, box_id, [msg_id])).get(msg_id, ()))
    await write_marks(
        change.tx, [(box_id, one, msg_id) for one in sorted(called - before)], Mark.MENTION
    )
    if sure:
        gone_users = sorted(before - kept)
        await drop_marks(change.tx, (box_id, msg_id), gone_users, Mark.MENTION)


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
