"""The discussion group of a channel: posts come there, comments are counted, read and told of."""

from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.album import send_album
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World


async def linked(world: World, owner: Person, *members: Person) -> tuple[Room, Room]:
    """A channel with subscribers, and its discussion group, of which only the owner is a member."""
    channel = await world.channel(owner, "News", *members, broadcast=True)
    group = await world.channel(owner, "Talk")
    assert await owner.call(
        functions.channels.SetDiscussionGroup(
            broadcast=owner.channel(channel), group=owner.channel(group)
        )
    )
    return channel, group


async def discussion_of(
    person: Person, room: Room, msg_id: int
) -> types.messages.DiscussionMessage:
    answer = await person.call(
        functions.messages.GetDiscussionMessage(peer=person.peer(room), msg_id=msg_id)
    )
    assert isinstance(answer, types.messages.DiscussionMessage)
    return answer


async def replies_to(person: Person, room: Room, msg_id: int) -> list[types.Message]:
    answer = await person.call(
        functions.messages.GetReplies(
            peer=person.peer(room),
            msg_id=msg_id,
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=100,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(answer, types.messages.ChannelMessages)
    assert answer.count == len(answer.messages)
    return [one for one in answer.messages if isinstance(one, types.Message)]


async def message_of(person: Person, room: Room, msg_id: int) -> types.Message:
    answer = await person.call(
        functions.channels.GetMessages(
            channel=person.channel(room), id=[types.InputMessageID(id=msg_id)]
        )
    )
    assert isinstance(answer, types.messages.ChannelMessages)
    (message,) = answer.messages
    assert isinstance(message, types.Message)
    return message


async def comment(person: Person, group: Room, root: int, text: str) -> types.Message:
    return await person.say(group, text, reply_to=types.InputReplyToMessage(reply_to_msg_id=root))


async def test_a_post_comes_into_the_group_from_the_channel_and_is_pinned(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "سلام به همه")
    (copy,) = [one for one in await history_of(alice, group) if isinstance(one, types.Message)]
    assert copy.message == "سلام به همه"
    assert copy.from_id == types.PeerChannel(channel_id=bare_id(channel.peer_id))
    assert copy.pinned
    assert not copy.out
    assert isinstance(copy.fwd_from, types.MessageFwdHeader)
    assert copy.fwd_from.saved_from_peer == copy.from_id
    assert copy.fwd_from.saved_from_msg_id == post.id == copy.fwd_from.channel_post
    assert isinstance(post.replies, types.MessageReplies)
    assert post.replies.comments
    assert post.replies.channel_id == bare_id(group.peer_id)
    assert (post.replies.replies, post.replies.max_id) == (0, None)
    told = [one for one in bob.heard[channel.box] if isinstance(one, types.UpdateNewChannelMessage)]
    assert isinstance(told[-1].message, types.Message)
    kinds = [type(one) for one in alice.heard[group.box]]
    assert types.UpdateNewChannelMessage in kinds
    assert types.UpdatePinnedChannelMessages in kinds
    await world.check(alice, bob)


async def test_a_subscriber_who_is_not_in_the_group_reads_and_writes_comments(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    channel, group = await linked(world, alice, bob, carol)
    post = await alice.say(channel, "What do you think?")
    found = await discussion_of(bob, channel, post.id)
    (root,) = found.messages
    assert isinstance(root, types.Message)
    assert {one.id for one in found.chats} >= {bare_id(group.peer_id), bare_id(channel.peer_id)}
    named = next(one for one in found.chats if one.id == bare_id(group.peer_id))
    assert isinstance(named, types.Channel)
    assert named.left
    first = await comment(bob, group, root.id, "Good")
    second = await comment(carol, group, first.id, "Not so good")
    assert isinstance(second.reply_to, types.MessageReplyHeader)
    assert second.reply_to.reply_to_top_id == root.id
    assert [one.id for one in await replies_to(carol, channel, post.id)] == [second.id, first.id]
    assert [one.id for one in await replies_to(alice, group, root.id)] == [second.id, first.id]
    shown = (await message_of(bob, channel, post.id)).replies
    assert isinstance(shown, types.MessageReplies)
    assert (shown.replies, shown.max_id) == (2, second.id)
    assert shown.recent_repliers == [
        types.PeerUser(user_id=carol.id),
        types.PeerUser(user_id=bob.id),
    ]
    copy = (await message_of(alice, group, root.id)).replies
    assert isinstance(copy, types.MessageReplies)
    assert not copy.comments
    assert copy.replies == 2
    await world.check(alice, bob, carol)


async def test_counts_follow_what_is_deleted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "A post")
    (root,) = (await discussion_of(bob, channel, post.id)).messages
    said = [await comment(bob, group, root.id, text) for text in ("one", "two", "three")]
    await alice.call(
        functions.channels.DeleteMessages(channel=alice.channel(group), id=[said[0].id, said[2].id])
    )
    shown = (await message_of(bob, channel, post.id)).replies
    assert isinstance(shown, types.MessageReplies)
    assert (shown.replies, shown.max_id) == (1, said[1].id)


async def test_an_edit_of_a_post_reaches_the_group_and_deleting_it_takes_the_copy_away(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "frist")
    (root,) = (await discussion_of(alice, channel, post.id)).messages
    await comment(bob, group, root.id, "a typo")
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(channel), id=post.id, message="first")
    )
    copy = await message_of(alice, group, root.id)
    assert copy.message == "first"
    assert copy.edit_date
    (edit,) = [
        one.message
        for one in bob.heard[channel.box]
        if isinstance(one, types.UpdateEditChannelMessage)
    ]
    assert isinstance(edit, types.Message)
    await alice.call(
        functions.channels.DeleteMessages(channel=alice.channel(channel), id=[post.id])
    )
    left = [one for one in await history_of(alice, group) if isinstance(one, types.Message)]
    assert [one.message for one in left] == ["a typo"]
    with pytest.raises(RpcError, match="MSG_ID_INVALID"):
        await discussion_of(bob, channel, post.id)
    await world.check(alice, bob)


async def test_an_album_comes_together_and_its_comments_answer_the_first(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    posts = await send_album(alice, channel, ["photo"] * 3)
    found = [await discussion_of(bob, channel, one.id) for one in posts]
    assert {tuple(one.id for one in each.messages) for each in found} == {
        tuple(one.id for one in found[0].messages)
    }
    copies = [one for one in found[0].messages if isinstance(one, types.Message)]
    assert len(copies) == 3
    assert len({one.grouped_id for one in copies}) == 1
    root = min(one.id for one in copies)
    await comment(bob, group, root, "nice places")
    assert [bool(one.replies) for one in await messages(alice, channel, posts)] == [
        True,
        False,
        False,
    ]


async def messages(person: Person, room: Room, some: list[types.Message]) -> list[types.Message]:
    return [await message_of(person, room, one.id) for one in some]


async def test_reading_a_thread_is_told_to_ones_devices_and_to_the_writers(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    channel, group = await linked(world, alice, bob, carol)
    post = await alice.say(channel, "A post")
    (root,) = (await discussion_of(bob, channel, post.id)).messages
    first = await comment(bob, group, root.id, "one")
    second = await comment(bob, group, root.id, "two")
    before = await discussion_of(carol, channel, post.id)
    assert (before.unread_count, before.max_id, before.read_inbox_max_id) == (2, second.id, None)
    await carol.call(
        functions.messages.ReadDiscussion(
            peer=carol.peer(group), msg_id=root.id, read_max_id=first.id
        )
    )
    after = await discussion_of(carol, channel, post.id)
    assert (after.unread_count, after.read_inbox_max_id) == (1, first.id)
    (inbox,) = carol.other.saw(types.UpdateReadChannelDiscussionInbox)
    assert inbox == types.UpdateReadChannelDiscussionInbox(
        channel_id=bare_id(group.peer_id),
        top_msg_id=root.id,
        read_max_id=first.id,
        broadcast_id=bare_id(channel.peer_id),
        broadcast_post=post.id,
    )
    (outbox,) = bob.saw(types.UpdateReadChannelDiscussionOutbox)
    assert outbox == types.UpdateReadChannelDiscussionOutbox(
        channel_id=bare_id(group.peer_id), top_msg_id=root.id, read_max_id=first.id
    )
    mine = await discussion_of(bob, channel, post.id)
    assert mine.read_outbox_max_id == first.id
    shown = (await message_of(carol, channel, post.id)).replies
    assert isinstance(shown, types.MessageReplies)
    assert shown.read_max_id == first.id
    await world.check(alice, bob, carol)


async def test_whoever_may_not_read_the_channel_reads_no_comments(world: World) -> None:
    alice, bob, eve = [await world.user(name) for name in ("Alice", "Bob", "Eve")]
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "between us")
    for room, msg_id in ((channel, post.id), (group, 2)):
        with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
            await replies_to(eve, room, msg_id)
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await eve.say(group, "hello")


async def test_a_group_that_is_let_go_keeps_what_was_said_and_shows_no_comments(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "A post")
    (root,) = (await discussion_of(bob, channel, post.id)).messages
    await comment(bob, group, root.id, "a comment")
    full = await bob.call(functions.channels.GetFullChannel(channel=bob.channel(channel)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChannelFull)
    assert full.full_chat.linked_chat_id == bare_id(group.peer_id)
    await alice.call(
        functions.channels.SetDiscussionGroup(
            broadcast=alice.channel(channel), group=types.InputChannelEmpty()
        )
    )
    assert (await message_of(bob, channel, post.id)).replies is None
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.say(group, "still there?")
    assert len(await history_of(alice, group)) == 3
    later = await alice.say(channel, "without comments")
    assert later.replies is None


async def test_only_whoever_may_links_what_fits(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    other = await world.channel(alice, "Other talk", bob)

    async def link(person: Person, one: Room, two: Room) -> object:
        return await person.call(
            functions.channels.SetDiscussionGroup(
                broadcast=person.channel(one), group=person.channel(two)
            )
        )

    with pytest.raises(RpcError, match="LINK_NOT_MODIFIED"):
        await link(alice, channel, group)
    with pytest.raises(RpcError, match="BROADCAST_ID_INVALID"):
        await link(alice, group, other)
    with pytest.raises(RpcError, match="MEGAGROUP_ID_INVALID"):
        await link(alice, channel, channel)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await link(bob, channel, other)
    offered = await alice.call(functions.channels.GetGroupsForDiscussion())
    assert isinstance(offered, types.messages.Chats)
    assert [one.id for one in offered.chats] == [bare_id(other.peer_id)]
    await link(alice, channel, other)
    post = await alice.say(channel, "moved")
    found = await discussion_of(bob, channel, post.id)
    assert found.messages[0].peer_id == types.PeerChannel(channel_id=bare_id(other.peer_id))


async def test_a_thread_in_a_group_is_found_by_search_and_counted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.channel(alice, "Talk", bob)
    root = await alice.say(group, "a question")
    answer = await comment(bob, group, root.id, "an answer with a word")
    await bob.say(group, "a word elsewhere")
    found = await alice.call(
        functions.messages.Search(
            peer=alice.peer(group),
            q="word",
            top_msg_id=root.id,
            filter=types.InputMessagesFilterEmpty(),
            min_date=0,
            max_date=0,
            offset_id=0,
            add_offset=0,
            limit=50,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(found, types.messages.ChannelMessages)
    assert [one.id for one in found.messages] == [answer.id]
    shown = (await message_of(bob, group, root.id)).replies
    assert isinstance(shown, types.MessageReplies)
    assert (shown.comments, shown.replies, shown.channel_id) == (False, 1, None)
    for layer in (tl.OLDEST_LAYER, tl.NEWEST_LAYER):
        tl.encode(shown, layer)
