"""Supergroups and channels as their members and readers find them."""

from datetime import UTC, datetime, timedelta

import pytest
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import channels, messages, stats, updates

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.test_finding import new_username
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


def hash_of(invite: types.ChatInviteExported) -> str:
    return str(invite.link).rpartition("+")[2]


async def full_of(user: TelethonUser, room: int) -> types.ChannelFull:
    return (await user.client(channels.GetFullChannelRequest(room))).full_chat


async def test_a_public_channel_is_read_without_joining_and_joined(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await owner.create_channel("خبر", broadcast=True)
    username = new_username()
    await owner.publish(room, username)
    await owner.client(messages.EditChatAboutRequest(room, "خبرهای روز"))
    await owner.send(room, Content("the first news"))

    found = await friend.client.get_entity(username)
    assert (utils.get_peer_id(found), found.left) == (room, True)
    assert "the first news" in await friend.texts(room)
    assert room not in [chat.chat for chat in await friend.chats()]
    assert (await full_of(friend, room)).about == "خبرهای روز"
    with pytest.raises(errors.RPCError):
        await friend.send(room, Content("may I?"))
    await friend.join(username)
    await owner.send(room, Content("the second news"))
    await message_with(friend, "the second news", chat=room)
    assert (await full_of(friend, room)).participants_count == 2
    await friend.leave(room)
    assert (await full_of(owner, room)).participants_count == 1
    await owner.client(channels.DeleteChannelRequest(room))
    with pytest.raises(ValueError, match=username):
        await friend.client.get_entity(username)


async def test_invite_links_have_limits_and_ends_and_counts(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await owner.create_channel("Invited", broadcast=False)
    once = await owner.client(messages.ExportChatInviteRequest(room, usage_limit=1, title="once"))
    shown = await friend.client(messages.CheckChatInviteRequest(hash_of(once)))
    assert (shown.title, shown.participants_count) == ("Invited", 1)
    await friend.client(messages.ImportChatInviteRequest(hash_of(once)))
    with pytest.raises(errors.RPCError):
        await third.client(messages.ImportChatInviteRequest(hash_of(once)))
    kept = await owner.client(messages.GetExportedChatInviteRequest(room, once.link))
    assert kept.invite.usage == 1
    came = await owner.client(
        messages.GetChatInviteImportersRequest(
            room, None, types.InputUserEmpty(), 10, link=once.link
        )
    )
    assert [one.user_id for one in came.importers] == [friend.id]

    soon = datetime.now(UTC) + timedelta(hours=1)
    open_link = await owner.client(messages.ExportChatInviteRequest(room, expire_date=soon))
    await owner.client(messages.EditExportedChatInviteRequest(room, open_link.link, revoked=True))
    with pytest.raises(errors.InviteHashExpiredError):
        await third.client(messages.ImportChatInviteRequest(hash_of(open_link)))
    with pytest.raises(errors.RPCError):
        await owner.client(
            messages.ExportChatInviteRequest(room, expire_date=soon - timedelta(hours=2))
        )


async def test_who_asks_to_join_is_let_in_by_an_admin(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await owner.create_channel("By request", broadcast=True)
    link = await owner.client(messages.ExportChatInviteRequest(room, request_needed=True))
    for one in (friend, third):
        with pytest.raises(errors.InviteRequestSentError):
            await one.client(messages.ImportChatInviteRequest(hash_of(link)))
    pending = await owner.told(types.UpdatePendingJoinRequests, lambda u: u.requests_pending == 2)
    assert utils.get_peer_id(pending.peer) == room
    await owner.client(messages.HideChatJoinRequestRequest(room, friend.id, approved=True))
    await owner.client(messages.HideChatJoinRequestRequest(room, third.id, approved=False))
    await friend.told(types.UpdateChannel, lambda u: room == -(10**12) - u.channel_id)
    await friend.client.get_dialogs()
    await owner.send(room, Content("welcome in"))
    await message_with(friend, "welcome in", chat=room)
    assert room not in [chat.chat for chat in await third.chats()]


async def test_posts_are_signed_counted_and_forwarded(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Signed", friend, third, broadcast=True)
    await owner.client(
        channels.ToggleSignaturesRequest(room, signatures_enabled=True, profiles_enabled=False)
    )
    post = await owner.send(room, Content("signed news"))
    heard = await friend.client.get_messages(room, ids=post.id)
    assert (heard.post_author, heard.from_id) == ("Owner", None)
    await friend.client.forward_messages(third.id, post.id, room)
    counted = await third.client(messages.GetMessagesViewsRequest(room, [post.id], increment=True))
    assert counted.views[0].views >= 1
    told = await owner.told(types.UpdateChannelMessageViews, lambda u: u.id == post.id)
    assert told.views >= 1
    await owner.told(types.UpdateChannelMessageForwards, lambda u: u.id == post.id)
    again = await owner.client.get_messages(room, ids=post.id)
    assert again.forwards == 1
    author = await owner.client(channels.GetMessageAuthorRequest(room, post.id))
    assert author.id == owner.id
    link = await friend.client(channels.ExportMessageLinkRequest(room, post.id))
    assert link.link.endswith(f"/{post.id}")


async def test_admins_see_the_figures_of_a_channel(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Figures", friend, broadcast=True)
    await owner.send(room, Content("counted"))
    assert (await full_of(owner, room)).can_view_stats
    figures = await owner.client(stats.GetBroadcastStatsRequest(room))
    assert figures.followers.current == 2
    graph = figures.growth_graph
    if isinstance(graph, types.StatsGraphAsync):
        graph = await owner.client(stats.LoadAsyncGraphRequest(graph.token))
    assert isinstance(graph, types.StatsGraph | types.StatsGraphError)
    with pytest.raises(errors.ChatAdminRequiredError):
        await friend.client(stats.GetBroadcastStatsRequest(room))


async def test_posts_have_comments_in_a_discussion_group(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Discussed", friend, third, broadcast=True)
    group = await company.room("Discussion", friend)
    await owner.client(channels.SetDiscussionGroupRequest(room, group))
    post = await owner.send(room, Content("what do you think?"))
    copy = await message_with(friend, "what do you think?", chat=group)
    assert copy.forwarded_from == room
    await friend.comment(room, post.id, "a member's comment")
    await third.comment(room, post.id, "a reader's comment")
    found = await third.client.get_messages(room, reply_to=post.id, limit=10)
    assert [m.message for m in found] == ["a reader's comment", "a member's comment"]
    shown = (await third.client.get_messages(room, ids=post.id)).replies
    assert (shown.comments, shown.replies) == (True, 2)
    assert -(10**12) - shown.channel_id == group
    thread = await third.client(messages.GetDiscussionMessageRequest(room, post.id))
    assert thread.messages[0].message == "what do you think?"


async def test_a_forum_has_topics(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Forum", friend)
    await owner.client(channels.ToggleForumRequest(room, enabled=True, tabs=False))
    tea, bread = [await owner.topic(room, title) for title in ("چای", "نان")]
    await friend.send(room, Content("two cups"), reply_to=tea)
    await friend.send(room, Content("three loaves"), reply_to=bread)
    found = await owner.client.get_messages(room, reply_to=tea, limit=10)
    assert "two cups" in [m.message for m in found]
    assert "three loaves" not in [m.message for m in found]
    await owner.client(messages.EditForumTopicRequest(room, tea, title="چای تازه"))
    await owner.client(messages.EditForumTopicRequest(room, tea, closed=True))
    await owner.client(messages.UpdatePinnedForumTopicRequest(room, bread, pinned=True))
    listed = await friend.client(messages.GetForumTopicsRequest(room, None, 0, 0, 10))
    topics = {topic.id: topic for topic in listed.topics}
    assert (topics[tea].title, topics[tea].closed) == ("چای تازه", True)
    assert topics[bread].pinned
    with pytest.raises(errors.RPCError, match="TOPIC_CLOSED"):
        await friend.send(room, Content("one more"), reply_to=tea)
    await owner.client(messages.DeleteTopicHistoryRequest(room, bread))
    listed = await friend.client(messages.GetForumTopicsRequest(room, None, 0, 0, 10))
    assert bread not in [topic.id for topic in listed.topics if isinstance(topic, types.ForumTopic)]


async def test_newcomers_see_what_was_said_before_them_unless_it_is_hidden(
    company: Company,
) -> None:
    owner, friend, third = company.everybody()
    room = await owner.create_channel("Before", broadcast=False)
    await owner.send(room, Content("an old word"))
    await owner.client(channels.TogglePreHistoryHiddenRequest(room, enabled=True))
    await owner.invite(room, friend.id)
    await friend.client.get_dialogs()
    assert "an old word" not in await friend.texts(room)
    await owner.client(channels.TogglePreHistoryHiddenRequest(room, enabled=False))
    await owner.invite(room, third.id)
    await third.client.get_dialogs()
    assert "an old word" in await third.texts(room)


async def test_people_write_in_the_name_of_their_channel(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Masks", friend)
    await owner.publish(room, new_username())
    own = await friend.create_channel("A voice", broadcast=True)
    await friend.publish(own, new_username())
    offered = await friend.client(channels.GetSendAsRequest(room))
    assert {utils.get_peer_id(one.peer) for one in offered.peers} >= {friend.id, own}
    await friend.client.send_message(room, "from a channel", send_as=own)
    assert (await message_with(owner, "from a channel", chat=room)).sender == own
    await friend.client(messages.SaveDefaultSendAsRequest(room, own))
    assert utils.get_peer_id((await full_of(friend, room)).default_send_as) == own


async def test_what_was_missed_comes_in_slices(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Busy", friend)
    start = (await full_of(friend, room)).pts
    said = [f"line {number}" for number in range(25)]
    for line in said:
        await owner.send(room, Content(line))
    peer = await friend.client.get_input_entity(room)
    channel = types.InputChannel(peer.channel_id, peer.access_hash)
    everything = types.ChannelMessagesFilterEmpty()
    heard: list[str] = []
    pages, pts, final = 0, start, False
    while not final:
        page = await friend.client(
            updates.GetChannelDifferenceRequest(channel, everything, pts, 10)
        )
        assert page.pts > pts
        heard += [message.message for message in page.new_messages]
        pages, pts, final = pages + 1, page.pts, bool(page.final)
    assert heard == said
    assert pages == 3
    rest = await friend.client(updates.GetChannelDifferenceRequest(channel, everything, pts, 10))
    assert isinstance(rest, types.updates.ChannelDifferenceEmpty)
