"""Topics of a forum as somebody sees them: lists, pages, and which topics messages are in.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace as changed

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.dialogs import draft, notify_settings
from hodhod.actions.messages.read_channel import read_channel
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, is_channel, to_tl_peer
from hodhod.domain.message import StoredMessage
from hodhod.domain.search_text import fold
from hodhod.domain.topic import GENERAL, Topic
from hodhod.store.history import LAST_ID
from hodhod.store.threads import ThreadSeen, threads_seen
from hodhod.store.topics import (
    any_unread,
    count_topics,
    pinned_topics,
    settings_of,
    topics_by_ids,
    topics_of,
)
from hodhod.tl import types

PAGE_LIMIT = 100
"""Topics of a page, and topics named in one request; clients ask for at most 100."""

SEARCHED = 2_000
"""Topics whose names a search looks at, those with the newest messages first."""

GENERAL_ROWS = 0
"""How filters call General: what is in no other topic, also from before there were any."""


async def access_forum(app: App, caller: Caller, peer: PeerId) -> SeenChat:
    """Return a forum that the caller may read, by a peer that access_peer returned.

    Raises:
        RpcError: 400 CHANNEL_FORUM_MISSING; what access_chat raises.
    """
    if not is_channel(peer):
        raise bad_request("CHANNEL_FORUM_MISSING")
    seen = await access_chat(app, caller, peer)
    if not seen.chat.forum:
        raise bad_request("CHANNEL_FORUM_MISSING")
    return seen


async def access_topic(app: App, seen: SeenChat, topic_id: int) -> Topic:
    """Return a topic of a forum.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID.
    """
    box_id = BoxId(seen.chat.peer_id)
    wanted = [topic_id] if 0 < topic_id <= LAST_ID else []
    found = await topics_by_ids(app.store.shard(box_id), box_id, wanted)
    if not found:
        raise bad_request("TOPIC_ID_INVALID")
    return found[MsgId(topic_id)]


def topic_filter(chat: Chat, topic_id: int | None) -> int | None:
    """Return how a filter calls the thread or topic that a client names."""
    return GENERAL_ROWS if chat.forum and topic_id == GENERAL else topic_id


async def list_topics(
    app: App, caller: Caller, seen: SeenChat, *, words: str, before: int, limit: int
) -> types.messages.ForumTopics:
    """Return a page of a forum's topics: the pinned ones first, then by their newest message.

    Args:
        app: The working parts.
        caller: Who looks.
        seen: The forum.
        words: What their names are to contain; "" for all.
        before: The newest message of the topic that the page comes after, 0 for the first page.
        limit: How many at most.
    """
    box_id = BoxId(seen.chat.peer_id)
    shard = app.store.shard(box_id)
    limit = max(0, min(limit, PAGE_LIMIT))
    first = not 0 < before < LAST_ID
    pinned = await pinned_topics(shard, box_id) if first else []
    below = LAST_ID if first else before
    looked_for = fold(words).strip()
    others = await topics_of(
        shard, box_id, below=below, limit=SEARCHED if looked_for else max(0, limit - len(pinned))
    )
    listed = [*pinned, *others]
    count = await count_topics(shard, box_id)
    if looked_for:
        listed = [one for one in listed if looked_for in fold(one.title)]
        count = len(listed)
    return await _described(app, caller, seen, listed[:limit], count)


async def topics_named(
    app: App, caller: Caller, seen: SeenChat, ids: Sequence[int]
) -> types.messages.ForumTopics:
    """Return topics by their numbers; those that are gone are named as deleted.

    Raises:
        RpcError: 400 TOPICS_EMPTY, LIMIT_INVALID.
    """
    if not ids:
        raise bad_request("TOPICS_EMPTY")
    if len(ids) > PAGE_LIMIT:
        raise bad_request("LIMIT_INVALID")
    wanted = [one for one in dict.fromkeys(ids) if 0 < one <= LAST_ID]
    box_id = BoxId(seen.chat.peer_id)
    found = await topics_by_ids(app.store.shard(box_id), box_id, wanted)
    answer = await _described(app, caller, seen, list(found.values()), len(wanted))
    by_id = {one.id: one for one in answer.topics}
    return changed(
        answer, topics=[by_id.get(one) or types.ForumTopicDeleted(id=one) for one in wanted]
    )


async def topics_of_messages(
    app: App, caller: Caller, messages: Iterable[StoredMessage]
) -> list[types.TypeForumTopic]:
    """Return the topics that messages are in."""
    by_box: dict[BoxId, set[int]] = defaultdict(set)
    for one in messages:
        if one.topic_id is not None and is_channel(one.box_id):
            by_box[one.box_id].add(one.topic_id)
    found: list[types.TypeForumTopic] = []
    for box_id, ids in by_box.items():
        topics = await topics_by_ids(app.store.shard(box_id), box_id, sorted(ids))
        if topics:
            found += await _objects(app, caller, PeerId(box_id), list(topics.values()))
    return found


async def read_whole_forum(app: App, caller: Caller, seen: SeenChat) -> None:
    """Whoever has read all topics of a forum has read the forum."""
    box_id = BoxId(seen.chat.peer_id)
    if not await any_unread(app.store.shard(box_id), box_id, caller.me):
        await read_channel(app, caller, seen, 0)


def plain_topic(topic: Topic) -> types.ForumTopic:
    """Return a topic as the admin log shows it: regardless of who looks."""
    return _topic(topic, 0, ThreadSeen(topic.topic_id), types.PeerNotifySettings(), None)


async def _described(
    app: App, caller: Caller, seen: SeenChat, topics: Sequence[Topic], count: int
) -> types.messages.ForumTopics:
    box_id = BoxId(seen.chat.peer_id)
    shown = await _objects(app, caller, seen.chat.peer_id, topics)
    hidden = 0 if seen.member is None else seen.member.min_id
    tops = [MsgId(one.top_message) for one in shown if one.top_message > hidden]
    found = await app.store.messages.by_ids(box_id, tops)
    rows = [found[top] for top in dict.fromkeys(tops) if top in found]
    messages = await messages_seen_by(app, caller.me, rows)
    objects = await objects_for(app, caller.me, [*shown, *messages], extra=[seen.chat.peer_id])
    return types.messages.ForumTopics(
        count=count,
        topics=shown,
        messages=messages,
        chats=objects.chats,
        users=objects.users,
        pts=(await app.store.boxes.state(box_id)).pts,
    )


async def _objects(
    app: App, caller: Caller, peer: PeerId, topics: Sequence[Topic]
) -> list[types.ForumTopic]:
    if not topics:
        return []
    box_id = BoxId(peer)
    ids = [one.topic_id for one in topics]
    threads = await threads_seen(app.store.shard(box_id), box_id, caller.me, ids, forum=True)
    settings = await settings_of(app.store.shard(caller.box), caller.box, peer, ids)
    return [
        _topic(
            one,
            caller.me,
            threads.get(one.topic_id) or ThreadSeen(one.topic_id),
            notify_settings(settings[one.topic_id].notify if one.topic_id in settings else None),
            draft(settings[one.topic_id].draft) if one.topic_id in settings else None,
        )
        for one in topics
    ]


def _topic(
    topic: Topic,
    viewer_id: int,
    thread: ThreadSeen,
    settings: types.PeerNotifySettings,
    unsent: types.TypeDraftMessage | None,
) -> types.ForumTopic:
    return types.ForumTopic(
        my=topic.creator_id == viewer_id,
        closed=topic.closed,
        pinned=topic.pinned_order is not None,
        hidden=topic.hidden,
        id=topic.topic_id,
        date=topic.date,
        peer=to_tl_peer(topic.box_id),
        title=topic.title,
        icon_color=topic.color,
        icon_emoji_id=topic.emoji_id,
        top_message=max(topic.last_id, topic.topic_id),
        read_inbox_max_id=thread.read_max,
        read_outbox_max_id=thread.read_others,
        unread_count=thread.unread,
        unread_mentions_count=thread.mentions,
        unread_reactions_count=thread.reactions,
        unread_poll_votes_count=0,
        from_id=to_tl_peer(topic.from_id),
        notify_settings=settings,
        draft=unsent,
    )
