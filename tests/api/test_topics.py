"""Topics of a forum: begun, written to, read, closed, pinned, deleted."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.test_chats import dialog_of
from tests.api.test_comments import message_of, replies_to
from tests.api.world import Person, Room, World


async def forum(world: World, owner: Person, *others: Person) -> Room:
    room = await world.channel(owner, "Forum", *others)
    await owner.call(
        functions.channels.ToggleForum(channel=owner.channel(room), enabled=True, tabs=False)
    )
    return room


async def begin(world: World, person: Person, room: Room, title: str) -> int:
    answer = await person.call(
        functions.messages.CreateForumTopic(
            peer=person.peer(room), title=title, random_id=world.random_id()
        )
    )
    assert isinstance(answer, types.Updates)
    (named,) = [one for one in answer.updates if isinstance(one, types.UpdateMessageID)]
    return named.id


async def topics_of(person: Person, room: Room, **more: object) -> types.messages.ForumTopics:
    asked: dict[str, object] = {"offset_date": 0, "offset_id": 0, "offset_topic": 0, "limit": 50}
    answer = await person.call(
        functions.messages.GetForumTopics(
            peer=person.peer(room),
            **(asked | more),  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.messages.ForumTopics)
    return answer


async def topic_of(person: Person, room: Room, topic_id: int) -> types.ForumTopic:
    answer = await person.call(
        functions.messages.GetForumTopicsByID(peer=person.peer(room), topics=[topic_id])
    )
    assert isinstance(answer, types.messages.ForumTopics)
    (topic,) = answer.topics
    assert isinstance(topic, types.ForumTopic)
    return topic


async def write(person: Person, room: Room, topic_id: int, text: str) -> types.Message:
    reply = types.InputReplyToMessage(reply_to_msg_id=topic_id, top_msg_id=topic_id)
    return await person.say(room, text, reply_to=reply)


async def test_what_was_said_before_is_in_general(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    before = await bob.say(room, "before")
    await alice.call(
        functions.channels.ToggleForum(channel=alice.channel(room), enabled=True, tabs=False)
    )
    (general,) = (await topics_of(bob, room)).topics
    assert isinstance(general, types.ForumTopic)
    assert (general.id, general.title, general.top_message) == (1, "General", before.id)
    after = await bob.say(room, "after")
    assert after.reply_to is None
    assert [one.id for one in await general_of(bob, room)] == [after.id, before.id]
    with pytest.raises(RpcError, match="CHAT_NOT_MODIFIED"):
        await alice.call(
            functions.channels.ToggleForum(channel=alice.channel(room), enabled=True, tabs=False)
        )
    await world.check(alice, bob)


async def general_of(person: Person, room: Room) -> list[types.Message]:
    return await replies_to(person, room, 1)


async def test_a_message_belongs_to_the_topic_that_it_is_written_in(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news, talk = await begin(world, alice, room, "News"), await begin(world, alice, room, "گپ")
    first = await write(bob, room, news, "first")
    assert first.reply_to == types.MessageReplyHeader(forum_topic=True, reply_to_msg_id=news)
    second = await bob.say(
        room, "second", reply_to=types.InputReplyToMessage(reply_to_msg_id=first.id)
    )
    assert second.reply_to == types.MessageReplyHeader(
        forum_topic=True, reply_to_msg_id=first.id, reply_to_top_id=news
    )
    other = await write(bob, room, talk, "other")
    assert [one.id for one in await replies_to(alice, room, news)] == [second.id, first.id]
    assert [one.id for one in await replies_to(alice, room, talk)] == [other.id]
    listed = list((await topics_of(alice, room)).topics)
    assert [one.id for one in listed][:2] == [talk, news]
    found = await topics_of(alice, room, q="new")
    assert [one.id for one in found.topics] == [news]
    page = await topics_of(alice, room, limit=1)
    assert [one.id for one in page.topics] == [talk]
    top = page.topics[0]
    assert isinstance(top, types.ForumTopic)
    rest = await topics_of(alice, room, offset_id=top.top_message, offset_topic=talk)
    assert [one.id for one in rest.topics] == [news, 1]
    with pytest.raises(RpcError, match="TOPIC_ID_INVALID"):
        await bob.call(
            functions.messages.ForwardMessages(
                from_peer=bob.peer(room),
                id=[first.id],
                random_id=[world.random_id()],
                to_peer=bob.peer(room),
                top_msg_id=first.id,
            )
        )


async def test_reading_topics_reads_the_forum(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    said = [await write(alice, room, news, text) for text in ("one", "two")]
    topic = await topic_of(bob, room, news)
    assert (topic.unread_count, topic.read_inbox_max_id) == (2, 0)
    await bob.call(
        functions.messages.ReadDiscussion(peer=bob.peer(room), msg_id=news, read_max_id=said[0].id)
    )
    assert (await topic_of(bob, room, news)).unread_count == 1
    assert (await topic_of(alice, room, news)).read_outbox_max_id == said[0].id
    for topic_id in (news, 1):
        await bob.call(
            functions.messages.ReadDiscussion(
                peer=bob.peer(room), msg_id=topic_id, read_max_id=said[1].id
            )
        )
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert dialog.unread_count == 0
    await world.check(alice, bob)


async def test_members_do_not_write_in_a_closed_topic(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")

    async def edit(person: Person, **changes: object) -> object:
        return await person.call(
            functions.messages.EditForumTopic(
                peer=person.peer(room),
                topic_id=news,
                **changes,  # type: ignore[arg-type]
            )
        )

    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await edit(bob, closed=True)
    with pytest.raises(RpcError, match="TOPIC_CLOSE_SEPARATELY"):
        await edit(alice, closed=True, title="Old news")
    with pytest.raises(RpcError, match="TOPIC_NOT_MODIFIED"):
        await edit(alice, title="News")
    await edit(alice, closed=True)
    assert (await topic_of(bob, room, news)).closed
    with pytest.raises(RpcError, match="TOPIC_CLOSED"):
        await write(bob, room, news, "hello?")
    await write(alice, room, news, "closed")
    await edit(alice, closed=False)
    await edit(alice, title="Old news")
    await write(bob, room, news, "hello")
    assert (await topic_of(bob, room, news)).title == "Old news"
    (told, *_) = [
        one.message.action
        for one in bob.heard[room.box]
        if isinstance(one, types.UpdateNewChannelMessage)
        and isinstance(one.message, types.MessageService)
        and isinstance(one.message.action, types.MessageActionTopicEdit)
    ]
    assert told.closed
    await world.check(alice, bob)


async def test_topics_are_pinned_in_an_order_for_all(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    ids = [await begin(world, alice, room, title) for title in ("a", "b", "c")]

    async def pin(person: Person, topic_id: int, *, pinned: bool) -> object:
        return await person.call(
            functions.messages.UpdatePinnedForumTopic(
                peer=person.peer(room), topic_id=topic_id, pinned=pinned
            )
        )

    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await pin(bob, ids[0], pinned=True)
    await pin(alice, ids[0], pinned=True)
    await pin(alice, ids[1], pinned=True)
    with pytest.raises(RpcError, match="PINNED_TOPIC_NOT_MODIFIED"):
        await pin(alice, ids[1], pinned=True)
    assert [one.id for one in (await topics_of(bob, room)).topics] == [ids[1], ids[0], ids[2], 1]
    await alice.call(
        functions.messages.ReorderPinnedForumTopics(
            peer=alice.peer(room), order=[ids[0], ids[1]], force=True
        )
    )
    assert [one.id for one in (await topics_of(bob, room)).topics][:2] == [ids[0], ids[1]]
    kinds = {type(one) for one in bob.heard[room.box]}
    assert kinds >= {
        types.UpdatePinnedForumTopic,
        types.UpdateChannel,
        types.UpdatePinnedForumTopics,
    }
    await pin(alice, ids[0], pinned=False)
    assert not (await topic_of(bob, room, ids[0])).pinned


async def test_a_deleted_topic_takes_its_messages_along(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    await write(bob, room, news, "one")
    kept = await bob.say(room, "in general")
    with pytest.raises(RpcError, match="MESSAGE_DELETE_FORBIDDEN"):
        await bob.call(functions.messages.DeleteTopicHistory(peer=bob.peer(room), top_msg_id=news))
    deleted = await world.dispatcher.call(
        alice.caller,
        functions.messages.DeleteTopicHistory(peer=alice.peer(room), top_msg_id=news),
    )
    assert isinstance(deleted, types.messages.AffectedHistory)
    assert (deleted.pts_count, deleted.offset) == (2, 0)
    answer = await bob.call(
        functions.messages.GetForumTopicsByID(peer=bob.peer(room), topics=[news])
    )
    assert isinstance(answer, types.messages.ForumTopics)
    assert answer.topics == [types.ForumTopicDeleted(id=news)]
    assert [one.id for one in await general_of(bob, room)] == [kept.id]
    with pytest.raises(RpcError, match="TOPIC_ID_INVALID"):
        await alice.call(functions.messages.DeleteTopicHistory(peer=alice.peer(room), top_msg_id=1))


async def test_drafts_and_settings_belong_to_a_topic(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    await bob.call(
        functions.messages.SaveDraft(
            peer=bob.peer(room),
            message="unfinished",
            reply_to=types.InputReplyToMessage(reply_to_msg_id=news, top_msg_id=news),
        )
    )
    named = types.InputNotifyForumTopic(peer=bob.peer(room), top_msg_id=news)
    await bob.call(
        functions.account.UpdateNotifySettings(
            peer=named, settings=types.InputPeerNotifySettings(mute_until=2_000_000_000)
        )
    )
    topic = await topic_of(bob, room, news)
    assert isinstance(topic.draft, types.DraftMessage)
    assert topic.draft.message == "unfinished"
    assert isinstance(topic.notify_settings, types.PeerNotifySettings)
    assert topic.notify_settings.mute_until == 2_000_000_000
    settings = await bob.call(functions.account.GetNotifySettings(peer=named))
    assert settings == topic.notify_settings
    assert (await topic_of(alice, room, news)).draft is None
    (told,) = bob.other.saw(types.UpdateDraftMessage)
    assert isinstance(told, types.UpdateDraftMessage)
    assert told.top_msg_id == news


async def test_a_draft_goes_with_the_message_that_was_sent_in_its_topic(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    reply = types.InputReplyToMessage(reply_to_msg_id=news, top_msg_id=news)
    peer = bob.peer(room)
    await bob.call(functions.messages.SaveDraft(peer=peer, message="there", reply_to=reply))
    await bob.call(functions.messages.SaveDraft(peer=peer, message="here"))
    await bob.say(room, "there!", reply_to=reply, clear_draft=True)
    assert (await topic_of(bob, room, news)).draft is None
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert isinstance(dialog.draft, types.DraftMessage)
    await bob.say(room, "here!", clear_draft=True)
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert not isinstance(dialog.draft, types.DraftMessage)
    await world.check(alice, bob)


async def test_what_is_pinned_in_one_topic_is_let_go_there_alone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    ids = [await begin(world, alice, room, title) for title in ("News", "Talk")]
    said = [await write(alice, room, topic_id, "important") for topic_id in ids]
    for message in said:
        await alice.call(
            functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=message.id)
        )
    answer = await alice.call(
        functions.messages.UnpinAllMessages(peer=alice.peer(room), top_msg_id=ids[0])
    )
    assert isinstance(answer, types.messages.AffectedHistory)
    assert (answer.pts_count, answer.offset) == (1, 0)
    pinned = await bob.find(room, types.InputMessagesFilterPinned())
    assert [one.id for one in pinned] == [said[1].id]
    await world.check(alice, bob)


async def test_a_forum_may_be_looked_at_as_one_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    await bob.call(
        functions.channels.ToggleViewForumAsMessages(channel=bob.channel(room), enabled=True)
    )
    for person, flat in ((bob, True), (alice, False)):
        dialog = await dialog_of(person, room)
        assert dialog is not None
        assert dialog.view_forum_as_messages is flat
    (told,) = bob.other.saw(types.UpdateChannelViewForumAsMessages)
    assert told == types.UpdateChannelViewForumAsMessages(
        channel_id=bare_id(room.peer_id), enabled=True
    )


async def test_only_forums_have_topics(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    with pytest.raises(RpcError, match="CHANNEL_FORUM_MISSING"):
        await topics_of(alice, room)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(
            functions.channels.ToggleForum(channel=bob.channel(room), enabled=True, tabs=False)
        )
    made = await forum(world, alice, bob)
    with pytest.raises(RpcError, match="TOPIC_TITLE_EMPTY"):
        await begin(world, alice, made, " ")
    message = await write(alice, made, await begin(world, alice, made, "x"), "y")
    assert (await message_of(bob, made, message.id)).message == "y"
