"""Reading threads: the message that began one, its answers, and how far somebody has read.

Source: https://core.telegram.org/api/threads
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.history import Found, search
from hodhod.actions.messages.reach import access_message
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.threads.topics import read_whole_forum, topic_filter
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId, bare_id, is_channel
from hodhod.domain.message import StoredMessage
from hodhod.domain.topic import GENERAL
from hodhod.store.history import Filter, Page
from hodhod.store.message_changes import album_of
from hodhod.store.threads import (
    ThreadSeen,
    copies_of_posts,
    note_thread_read,
    post_of_copy,
    read_thread,
    thread_authors_between,
    threads_seen,
)
from hodhod.tl import types

TOLD = 100
"""Writers who learn of one reading at most."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread that the caller may read.

    Attributes:
        seen: The supergroup that it is in.
        top_id: The message that began it; a topic's number.
    """

    seen: SeenChat
    top_id: MsgId

    @property
    def box_id(self) -> BoxId:
        """The supergroup's box."""
        return BoxId(self.seen.chat.peer_id)


async def access_thread(app: App, caller: Caller, peer: PeerId, msg_id: int) -> Thread:
    """Return the thread of a message: a post's comments, answers in a supergroup, a topic.

    Args:
        app: The working parts.
        caller: Who reads.
        peer: A channel or a supergroup, as access_peer returned it.
        msg_id: The post, the message that began the thread or one in it, or the topic.

    Raises:
        RpcError: 400 PEER_ID_INVALID, MSG_ID_INVALID; what access_chat raises.
    """
    if not is_channel(peer):
        raise bad_request("PEER_ID_INVALID")
    seen = await access_chat(app, caller, peer)
    if seen.chat.forum and msg_id == GENERAL:
        return Thread(seen, GENERAL)
    try:
        message = await access_message(app, caller, peer, msg_id)
    except RpcError:
        raise bad_request("MSG_ID_INVALID") from None
    hidden = 0 if seen.member is None else seen.member.min_id
    if not seen.chat.is_broadcast:
        top_id = message.topic_id or message.msg_id
        if seen.chat.linked_id is None and not seen.chat.forum and message.msg_id <= hidden:
            raise bad_request("MSG_ID_INVALID")
        return Thread(seen, MsgId(top_id))
    copies = await copies_of_posts(app.store.shard(BoxId(peer)), [(BoxId(peer), message.msg_id)])
    if not copies or PeerId(copies[0].box_id) != seen.chat.linked_id:
        raise bad_request("MSG_ID_INVALID")
    group = await access_chat(app, caller, PeerId(copies[0].box_id))
    return Thread(group, copies[0].top_id)


async def discussion_message(
    app: App, caller: Caller, thread: Thread
) -> types.messages.DiscussionMessage:
    """Return what began a thread, and how far it is read."""
    root = await _root(app, thread)
    state = await _state(app, caller, thread)
    album = await album_of(app.store.shard(thread.box_id), root)
    messages = await messages_seen_by(app, caller.me, sorted(album, key=lambda one: -one.msg_id))
    linked = thread.seen.chat.linked_id
    extra = [thread.seen.chat.peer_id, *([] if linked is None else [linked])]
    objects = await objects_for(app, caller.me, messages, extra=extra)
    return types.messages.DiscussionMessage(
        messages=messages,
        max_id=state.last_id or None,
        read_inbox_max_id=state.read_max or None,
        read_outbox_max_id=state.read_others or None,
        unread_count=state.unread,
        chats=objects.chats,
        users=objects.users,
    )


async def replies(app: App, caller: Caller, thread: Thread, page: Page) -> Found:
    """Return a page of a thread, newest first."""
    wanted = Filter(
        peer_id=thread.seen.chat.peer_id, topic_id=topic_filter(thread.seen.chat, thread.top_id)
    )
    return await search(app, caller, wanted, page)


async def read_discussion(app: App, caller: Caller, thread: Thread, max_id: int) -> None:
    """Read a thread up to a message; those who wrote what is new to all others learn of it."""
    state = await _state(app, caller, thread)
    box_id, top_id = thread.box_id, thread.top_id
    last = MsgId(min(max_id, max(state.last_id, top_id)) if max_id > 0 else state.last_id)
    if last <= state.read_max:
        return
    post = await post_of_copy(app.store.shard(box_id), box_id, top_id)
    writers = []
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if not await read_thread(change.tx, box_id, caller.me, top_id, last):
            return
        change.log(
            caller.box,
            types.UpdateReadChannelDiscussionInbox(
                channel_id=bare_id(box_id),
                top_msg_id=top_id,
                read_max_id=last,
                broadcast_id=None if post is None else bare_id(post.post_box),
                broadcast_post=None if post is None else post.post_id,
            ),
            exclude_session=caller.session,
        )
        before = await note_thread_read(change.tx, box_id, top_id, caller.me, last)
        if before is not None:
            writers = await thread_authors_between(
                change.tx, (box_id, top_id), min(before), last, TOLD
            )
    await app.bus.publish(change.events)
    others = [BoxId(one) for one in writers if one != caller.me]
    if others:
        update = types.UpdateReadChannelDiscussionOutbox(
            channel_id=bare_id(box_id), top_msg_id=top_id, read_max_id=last
        )
        async with app.store.boxes.change(others, now=app.now) as change:
            for other in others:
                change.log(other, update)
        await app.bus.publish(change.events)
    if thread.seen.chat.forum:
        await read_whole_forum(app, caller, thread.seen)


async def _state(app: App, caller: Caller, thread: Thread) -> ThreadSeen:
    found = await threads_seen(
        app.store.shard(thread.box_id),
        thread.box_id,
        caller.me,
        [thread.top_id],
        forum=thread.seen.chat.forum,
    )
    return found.get(thread.top_id) or ThreadSeen(thread.top_id)


async def _root(app: App, thread: Thread) -> StoredMessage:
    root = await app.store.messages.get(thread.box_id, thread.top_id)
    if root is None:
        raise bad_request("MSG_ID_INVALID")
    return root
