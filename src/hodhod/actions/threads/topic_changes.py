"""Beginning topics, changing, pinning and deleting them.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin, require_joined, require_right
from hodhod.actions.chats.admin_log import note, note_all
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.delete import CLEAR_STEP, delete_keys
from hodhod.actions.messages.place import Place
from hodhod.actions.messages.send import sent_updates
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.actions.threads.topics import access_topic, plain_topic
from hodhod.actions.updates.render import render
from hodhod.domain import text
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import BoxId, MsgId, PeerId, bare_id, peer_of_user, to_tl_peer
from hodhod.domain.message import new_message_update, seen_by_author
from hodhod.domain.names import MAX_TITLE
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.rights import Admin, Ban
from hodhod.domain.topic import COLORS, GENERAL, Topic
from hodhod.store.boxes import Change
from hodhod.store.threads import begin_threads
from hodhod.store.topics import (
    count_topics,
    drop_topic,
    insert_topic,
    newest_in_topic,
    pin_topics,
    pinned_topics,
    topics_by_ids,
    write_topic,
)
from hodhod.tl import types

TOPICS_LIMIT = 10_000
"""Topics of a forum: their list is sorted whenever it is read."""

PINNED_LIMIT = 5
"""Pinned topics of a forum; clients are told the same."""


@dataclass(frozen=True, slots=True)
class TopicEdit:
    """What a topic becomes; None leaves things as they are.

    Attributes:
        title: Its name.
        emoji_id: The custom emoji on its icon, 0 for none.
        closed: Whether only admins write in it.
        hidden: Whether General is not listed.
    """

    title: str | None = None
    emoji_id: int | None = None
    closed: bool | None = None
    hidden: bool | None = None


async def create_topic(
    app: App,
    caller: Caller,
    seen: SeenChat,
    title: str,
    *,
    color: int | None,
    emoji_id: int | None,
    random_id: int,
    send_as: PeerId | None,
) -> types.TypeUpdates:
    """Begin a topic. One (caller, random_id) is one topic.

    Raises:
        RpcError: 400 TOPIC_TITLE_EMPTY, DOCUMENT_INVALID, CHAT_ADMIN_REQUIRED, LIMIT_INVALID,
            RANDOM_ID_EMPTY.
    """
    require_right(seen, Admin.MANAGE_TOPICS, Ban.MANAGE_TOPICS, app.now)
    clean = _title(title)
    await _require_emoji(app, emoji_id)
    if not random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    box_id = BoxId(seen.chat.peer_id)
    if await count_topics(app.store.shard(box_id), box_id) >= TOPICS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    color = color if color in COLORS else COLORS[0]
    action = types.MessageActionTopicCreate(title=clean, icon_color=color, icon_emoji_id=emoji_id)
    outgoing = Outgoing(random_id=random_id, action=action, send_as=send_as)
    row = new_message(app, caller, Place(seen.chat.peer_id, (box_id,), seen), outgoing)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        (appended,) = await change.append([row], exclude_session=caller.session)
        if not appended.duplicate:
            topic = Topic(
                box_id=box_id,
                topic_id=appended.own.msg_id,
                title=clean,
                color=color,
                emoji_id=emoji_id,
                creator_id=caller.me,
                from_id=row.from_id or peer_of_user(caller.me),
                date=app.now,
            )
            await insert_topic(change.tx, topic)
            await begin_threads(change.tx, box_id, [topic.topic_id])
            created = types.ChannelAdminLogEventActionCreateTopic(topic=plain_topic(topic))
            await note(change, seen.chat, caller.me, created)
    await app.bus.publish(change.events)
    return await sent_updates(app, caller, [outgoing], [appended])


async def edit_topic(
    app: App, caller: Caller, seen: SeenChat, topic_id: int, edit: TopicEdit
) -> types.TypeUpdates:
    """Change a topic: its creator may, and admins of topics. It is told in the topic itself.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID, TOPIC_NOT_MODIFIED, TOPIC_TITLE_EMPTY,
            TOPIC_CLOSE_SEPARATELY, TOPIC_HIDE_SEPARATELY, DOCUMENT_INVALID, CHAT_ADMIN_REQUIRED.
    """
    topic = await access_topic(app, seen, topic_id)
    _require_manager(app, seen, topic)
    described = edit.title is not None or edit.emoji_id is not None
    if edit.closed is not None and (described or edit.hidden is not None):
        raise bad_request("TOPIC_CLOSE_SEPARATELY")
    if edit.hidden is not None and described:
        raise bad_request("TOPIC_HIDE_SEPARATELY")
    if edit.hidden is not None and topic_id != GENERAL:
        raise bad_request("TOPIC_ID_INVALID")
    if edit.emoji_id is not None and topic_id == GENERAL:
        raise bad_request("DOCUMENT_INVALID")
    await _require_emoji(app, edit.emoji_id)
    title = None if edit.title is None else _title(edit.title)
    box_id = BoxId(seen.chat.peer_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        known = (await topics_by_ids(change.tx, box_id, [topic_id])).get(MsgId(topic_id))
        if known is None:
            raise bad_request("TOPIC_ID_INVALID")
        new = _edited(known, replace(edit, title=title))
        if new == known:
            raise bad_request("TOPIC_NOT_MODIFIED")
        await write_topic(change.tx, new)
        action = types.MessageActionTopicEdit(
            title=title if new.title != known.title else None,
            icon_emoji_id=(new.emoji_id or 0) if new.emoji_id != known.emoji_id else None,
            closed=new.closed if new.closed != known.closed else None,
            hidden=new.hidden if new.hidden != known.hidden else None,
        )
        update = await _tell(app, change, caller, seen, topic_id, action)
        edited = types.ChannelAdminLogEventActionEditTopic(
            prev_topic=plain_topic(known), new_topic=plain_topic(new)
        )
        await note(change, seen.chat, caller.me, edited)
    await app.bus.publish(change.events)
    return await render(app, caller.me, [update])


def _edited(topic: Topic, edit: TopicEdit) -> Topic:
    closed = topic.closed if edit.closed is None else edit.closed
    hidden = topic.hidden if edit.hidden is None else edit.hidden
    if edit.hidden:
        closed = True  # what is hidden is closed
    elif edit.closed is False:
        hidden = False  # and what is opened again is shown
    return replace(
        topic,
        title=topic.title if edit.title is None else edit.title,
        emoji_id=topic.emoji_id if edit.emoji_id is None else edit.emoji_id or None,
        closed=closed,
        hidden=hidden,
    )


async def _tell(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    change: Change,
    caller: Caller,
    seen: SeenChat,
    topic_id: int,
    action: types.TypeMessageAction,
) -> types.TypeUpdate:
    place = Place(seen.chat.peer_id, (BoxId(seen.chat.peer_id),), seen)
    row = new_message(
        app, caller, place, Outgoing(random_id=None, action=action, topic_id=topic_id)
    )
    (appended,) = await change.append([row], exclude_session=caller.session)
    return new_message_update(seen_by_author(appended.own, caller.me))


async def pin_topic(
    app: App, caller: Caller, seen: SeenChat, topic_id: int, *, pinned: bool
) -> types.TypeUpdates:
    """Pin a topic for all above the others, or let it go.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID, PINNED_TOPIC_NOT_MODIFIED, PINNED_TOO_MUCH,
            CHAT_ADMIN_REQUIRED.
    """
    require_admin(seen, Admin.MANAGE_TOPICS)
    topic = await access_topic(app, seen, topic_id)
    box_id = BoxId(seen.chat.peer_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        order = [one.topic_id for one in await pinned_topics(change.tx, box_id)]
        if (topic_id in order) is pinned:
            raise bad_request("PINNED_TOPIC_NOT_MODIFIED")
        if pinned and len(order) >= PINNED_LIMIT:
            raise bad_request("PINNED_TOO_MUCH")
        others = [one for one in order if one != topic_id]
        await pin_topics(change.tx, box_id, [topic.topic_id, *others] if pinned else others)
        updates: list[types.TypeUpdate] = [
            types.UpdatePinnedForumTopic(
                pinned=pinned, peer=to_tl_peer(seen.chat.peer_id), topic_id=topic_id
            ),
            # Layers before 216 do not know it: they ask again what the forum is now.
            types.UpdateChannel(channel_id=bare_id(box_id)),
        ]
        for update in updates:
            change.log(box_id, update, exclude_session=caller.session)
        shown = plain_topic(topic)
        done = types.ChannelAdminLogEventActionPinTopic(
            prev_topic=None if pinned else shown, new_topic=shown if pinned else None
        )
        await note(change, seen.chat, caller.me, done)
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


async def reorder_pinned(
    app: App, caller: Caller, seen: SeenChat, order: Sequence[int], *, force: bool
) -> types.TypeUpdates:
    """Put the pinned topics into an order; with force, those that are not named are let go.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID, PINNED_TOO_MUCH, CHAT_ADMIN_REQUIRED.
    """
    require_admin(seen, Admin.MANAGE_TOPICS)
    box_id = BoxId(seen.chat.peer_id)
    wanted = [one for one in dict.fromkeys(order) if 0 < one < 1 << 31]
    if len(wanted) > PINNED_LIMIT:
        raise bad_request("PINNED_TOO_MUCH")
    async with app.store.boxes.change([box_id], now=app.now) as change:
        if len(await topics_by_ids(change.tx, box_id, wanted)) != len(wanted):
            raise bad_request("TOPIC_ID_INVALID")
        before = [one.topic_id for one in await pinned_topics(change.tx, box_id)]
        kept = [] if force else [one for one in before if one not in wanted]
        new = [*wanted, *kept]
        if len(new) > PINNED_LIMIT:
            raise bad_request("PINNED_TOO_MUCH")
        topics = await topics_by_ids(change.tx, box_id, [*before, *wanted])
        await pin_topics(change.tx, box_id, new)
        updates: list[types.TypeUpdate] = [
            types.UpdatePinnedForumTopics(peer=to_tl_peer(seen.chat.peer_id), order=new),
            types.UpdateChannel(channel_id=bare_id(box_id)),
        ]
        for update in updates:
            change.log(box_id, update, exclude_session=caller.session)
        await note_all(change, seen.chat, caller.me, _pins(topics, before, new))
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


def _pins(
    topics: Mapping[MsgId, Topic], before: Sequence[MsgId], after: Sequence[int]
) -> list[types.TypeChannelAdminLogEventAction]:
    """Return what the admin log says of topics that are pinned now, and of those that are not."""
    deeds: list[types.TypeChannelAdminLogEventAction] = []
    for one in before:
        if one not in after and one in topics:
            gone = plain_topic(topics[one])
            deeds.append(types.ChannelAdminLogEventActionPinTopic(prev_topic=gone))
    for topic_id in after:
        one = MsgId(topic_id)
        if one not in before and one in topics:
            come = plain_topic(topics[one])
            deeds.append(types.ChannelAdminLogEventActionPinTopic(new_topic=come))
    return deeds


async def delete_topic(
    app: App, caller: Caller, seen: SeenChat, topic_id: int
) -> types.messages.AffectedHistory:
    """Delete a topic with its messages, a bounded number at a time: the topic itself at the end.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID; 403 MESSAGE_DELETE_FORBIDDEN.
    """
    require_joined(seen)
    topic = await access_topic(app, seen, topic_id)
    if topic_id == GENERAL:
        raise bad_request("TOPIC_ID_INVALID")
    if Admin.DELETE_MESSAGES not in seen.admin:
        raise forbidden("MESSAGE_DELETE_FORBIDDEN")
    box_id = BoxId(seen.chat.peer_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        ids = await newest_in_topic(change.tx, box_id, topic_id, CLEAR_STEP)
        left = len(ids) == CLEAR_STEP
        if not left:
            await drop_topic(change.tx, box_id, topic_id)
            ids = [*ids, topic.topic_id]
            done = types.ChannelAdminLogEventActionDeleteTopic(topic=plain_topic(topic))
            await note(change, seen.chat, caller.me, done)
        told = await delete_keys(change, caller, [(box_id, one) for one in ids])
        pts = change.pts(box_id)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(pts=pts, pts_count=told, offset=int(left))


def _require_manager(app: App, seen: SeenChat, topic: Topic) -> None:
    if topic.creator_id == seen.viewer_id and topic.topic_id != GENERAL:
        require_right(seen, Admin.MANAGE_TOPICS, Ban.SEND_MESSAGES, app.now)
    else:
        require_admin(seen, Admin.MANAGE_TOPICS)


def _title(title: str) -> str:
    clean = text.line(title, MAX_TITLE)
    if not clean:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return clean


async def _require_emoji(app: App, emoji_id: int | None) -> None:
    if emoji_id and not await custom_emoji(app, [emoji_id]):
        raise bad_request("DOCUMENT_INVALID")
