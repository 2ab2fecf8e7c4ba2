"""Posts of a channel in its discussion group: they come there by themselves, and follow the post.

    channel   post 7 ──┐ same transaction
    group              └─► 12 (from the channel, forwarded from it, pinned) ◄── comments answer it

Source: https://core.telegram.org/api/discussion
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.copies import channel_message, tokens_of
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id, is_channel, to_tl_peer
from hodhod.domain.media_kind import kind_of
from hodhod.domain.message import (
    Appended,
    NewMessage,
    StoredMessage,
    content_of,
    decode_content,
)
from hodhod.domain.outgoing import Outgoing
from hodhod.store.boxes import Change
from hodhod.store.expiry import expire_at
from hodhod.store.message_changes import edit_copies, pin_messages
from hodhod.store.message_rows import read_messages
from hodhod.store.threads import begin_threads, copies_of_posts, write_post_copies
from hodhod.tl import types

Key = tuple[BoxId, MsgId]


@dataclass(frozen=True, slots=True)
class Discussion:
    """Where comments on the posts of a channel are written.

    Attributes:
        channel: The channel.
        group: Its discussion group.
    """

    channel: Chat
    group: Chat

    @property
    def box_id(self) -> BoxId:
        """The group's box."""
        return BoxId(self.group.peer_id)


async def discussion_of(app: App, channel: Chat) -> Discussion | None:
    """Return the discussion of a channel's posts, or None."""
    if not channel.is_broadcast or channel.linked_id is None:
        return None
    group = await app.store.chats.get(channel.linked_id)
    if group is None or group.deleted or group.linked_id != channel.peer_id:
        return None
    return Discussion(channel, group)


async def forward_posts(
    app: App,
    change: Change,
    discussion: Discussion,
    outgoing: Sequence[Outgoing],
    posts: Sequence[Appended],
) -> list[Appended]:
    """Put new posts into the discussion group and pin them there; an album's first one.

    Args:
        app: The working parts.
        change: A change of both boxes.
        discussion: The channel and its group.
        outgoing: What was posted.
        posts: What became of it.
    """
    pairs = [
        (one, post.own) for one, post in zip(outgoing, posts, strict=True) if not post.duplicate
    ]
    if not pairs:
        return []
    rows = [_copy_of(app, discussion, one, post) for one, post in pairs]
    appended = await change.append(rows)
    roots: dict[int, int] = {}
    copies = []
    for (_, post), one in zip(pairs, appended, strict=True):
        album = post.grouped_id or -post.msg_id
        top_id = roots.setdefault(album, one.own.msg_id)
        copies.append((post.msg_id, one.own.msg_id, top_id))
    post_box = BoxId(discussion.channel.peer_id)
    await write_post_copies(change.tx, post_box, discussion.box_id, copies)
    await expire_at(
        change.tx,
        [
            (one.own.box_id, one.own.msg_id, one.own.date + discussion.group.ttl_period)
            for one in appended
            if discussion.group.ttl_period
        ],
    )
    tops = sorted(roots.values())
    await begin_threads(change.tx, discussion.box_id, tops)
    await pin_messages(change.tx, [(discussion.box_id, MsgId(top)) for top in tops], pinned=True)
    update = types.UpdatePinnedChannelMessages(
        pinned=True,
        channel_id=bare_id(discussion.group.peer_id),
        messages=tops,
        pts=0,
        pts_count=0,
    )
    change.log(discussion.box_id, update, len(tops))
    return appended


def _copy_of(
    app: App, discussion: Discussion, outgoing: Outgoing, post: StoredMessage
) -> NewMessage:
    """Return the row of a post's copy: nobody's own, from the channel, forwarded from there."""
    channel = discussion.channel.peer_id
    first = outgoing.fwd_from
    header = types.MessageFwdHeader(
        from_id=to_tl_peer(channel) if first is None else first.from_id,
        from_name=None if first is None else first.from_name,
        date=post.date if first is None else first.date,
        channel_post=post.msg_id if first is None else first.channel_post,
        post_author=outgoing.signature if first is None else first.post_author,
        saved_from_peer=to_tl_peer(channel),
        saved_from_msg_id=post.msg_id,
    )
    copy = replace(
        outgoing,
        random_id=None,
        reply_to=None,
        topic_id=None,
        fwd_from=header,
        signature=None,
        send_as=channel,
        ttl_period=discussion.group.ttl_period,
    )
    if discussion.group.forum:
        copy = replace(copy, topic_id=1)
    sender = UserId(channel)
    return channel_message(app, sender, SeenChat(sender, discussion.group, None), copy, ())


async def with_copies(app: App, keys: Iterable[Key]) -> list[Key]:
    """Return messages together with their copies in discussion groups: both go at once."""
    keys = list(keys)
    posts = [key for key in keys if is_channel(key[0])]
    found: list[Key] = []
    for shard in {app.store.shard(box_id).schema for box_id, _ in posts}:
        some = [key for key in posts if app.store.shard(key[0]).schema == shard]
        copies = await copies_of_posts(app.store.shard(some[0][0]), some)
        found.extend((one.box_id, one.msg_id) for one in copies)
    return list(dict.fromkeys((*keys, *found)))


async def edit_copy(change: Change, post: StoredMessage, *, edit_date: int | None) -> None:
    """Give a post's copy in the discussion group what the post says now.

    Args:
        change: A change of both boxes.
        post: The post as it is now.
        edit_date: Unix time of the edit; None leaves the date as it was.
    """
    new = decode_content(post.content)
    if not isinstance(new, types.Message):
        return
    for copy in await copies_of_posts(change.tx, [(post.box_id, post.msg_id)]):
        shared = await _stored(change, copy.box_id, copy.msg_id)
        old = None if shared is None else decode_content(shared.content)
        if shared is None or not isinstance(old, types.Message):
            continue
        content = replace(
            old,
            message=new.message,
            entities=new.entities,
            media=new.media,
            invert_media=new.invert_media,
            reply_markup=new.reply_markup,
        )
        edited = await edit_copies(
            change.tx,
            shared.shared_id,
            [copy.box_id],
            content=content_of(content),
            tokens=tokens_of(new.message, new.entities or (), new.media, saved_from=None),
            media_kind=kind_of(new.media),
            edit_date=edit_date,
        )
        for one in edited:
            change.log_edit(one)


async def _stored(change: Change, box_id: BoxId, msg_id: MsgId) -> StoredMessage | None:
    rows = await read_messages(change.tx, [(box_id, msg_id)])
    return rows[0] if rows else None
