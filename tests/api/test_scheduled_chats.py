"""Messages that wait in groups, supergroups, forums and channels."""

from __future__ import annotations

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_comments import message_of
from tests.api.test_quotes import header_of, newest, quote
from tests.api.test_send_as import public
from tests.api.test_topics import begin, forum
from tests.api.test_ttl_chats import KINDS, room_of, texts
from tests.api.world import Person, Room, World


async def waiting(person: Person, room: Room) -> list[types.Message]:
    found = await person.call(
        functions.messages.GetScheduledHistory(peer=person.peer(room), hash=0)
    )
    assert isinstance(found, types.messages.Messages)
    return [one for one in found.messages if isinstance(one, types.Message)]


async def later(
    person: Person, room: Room, text: str, seconds: int = 60, **more: object
) -> types.Message:
    return await person.say(room, text, schedule_date=person.world.app.now + seconds, **more)


@pytest.mark.parametrize("kind", KINDS)
async def test_they_are_edited_deleted_sent_at_once_and_sent_in_time(
    world: World, kind: str
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    await world.check(alice, bob)
    first, second, third = [await later(alice, room, text) for text in ("one", "two", "three")]
    assert first.post is (kind == "channel")
    await alice.call(
        functions.messages.EditMessage(
            peer=alice.peer(room), id=first.id, message="first", schedule_date=first.date
        )
    )
    await alice.call(
        functions.messages.DeleteScheduledMessages(peer=alice.peer(room), id=[second.id])
    )
    await alice.call(functions.messages.SendScheduledMessages(peer=alice.peer(room), id=[third.id]))
    assert [one.message for one in await waiting(alice, room)] == ["first"]
    assert await texts(world, bob, room) == ["three"]
    world.wait(61)
    await run_due(world.app)
    assert await texts(world, bob, room) == ["first", "three"]
    assert not await waiting(alice, room)
    await world.check(alice, bob)


@pytest.mark.parametrize("kind", KINDS)
async def test_who_may_not_write_any_more_sends_nothing_and_holds_nobody_up(
    world: World, kind: str
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    lost, kept = [await room_of(world, kind, alice, bob) for _ in range(2)]
    if kind == "channel":
        for room in (lost, kept):
            await alice.call(
                functions.channels.EditAdmin(
                    channel=alice.channel(room),
                    user_id=alice.user(bob),
                    admin_rights=types.ChatAdminRights(post_messages=True),
                    rank="",
                )
            )
    await later(bob, lost, "to the lost")
    await later(bob, kept, "to the kept")
    if kind == "group":
        await alice.call(
            functions.messages.DeleteChatUser(chat_id=-lost.peer_id, user_id=alice.user(bob))
        )
    else:
        await alice.call(
            functions.channels.EditBanned(
                channel=alice.channel(lost),
                participant=alice.peer(bob),
                banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
            )
        )
    world.wait(61)
    await run_due(world.app)
    assert await texts(world, alice, lost) == []
    assert await texts(world, alice, kept) == ["to the kept"]
    await world.check(alice, bob)


async def test_media_that_was_forbidden_meanwhile_goes_unsent(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await bob.call(
        functions.messages.SendMedia(
            peer=bob.peer(room),
            media=types.InputMediaDice(emoticon="🎲"),
            message="",
            random_id=world.random_id(),
            schedule_date=world.app.now + 60,
        )
    )
    await later(bob, room, "words")
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(send_stickers=True, until_date=0),
        )
    )
    world.wait(61)
    await run_due(world.app)
    assert await texts(world, alice, room) == ["words"]
    assert not await waiting(bob, room)
    (told,) = [
        one
        for one in bob.other.pushed
        if isinstance(one, types.UpdateDeleteScheduledMessages) and not one.sent_messages
    ]
    assert len(told.messages) == 1
    await world.check(alice, bob)


async def test_what_may_not_be_sent_is_not_scheduled(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(send_plain=True, until_date=0),
        )
    )
    with pytest.raises(RpcError, match="CHAT_SEND_PLAIN_FORBIDDEN"):
        await later(bob, room, "words")
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await later(alice, room, "words", send_as=alice.peer(bob))
    assert not await waiting(bob, room)


async def test_slow_mode_makes_them_wait_one_after_the_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(functions.channels.ToggleSlowMode(channel=alice.channel(room), seconds=30))
    for text in ("one", "two"):
        await later(bob, room, text)
    world.wait(61)
    await run_due(world.app)
    assert await texts(world, alice, room) == ["one"]
    (rest,) = await waiting(bob, room)
    assert (rest.message, rest.date) == ("two", world.app.now + 30)
    await world.check(alice, bob)
    world.wait(30)
    await run_due(world.app)
    assert await texts(world, alice, room) == ["two", "one"]
    await world.check(alice, bob)


async def test_they_stay_in_the_topic_that_they_were_written_in(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    reply = types.InputReplyToMessage(reply_to_msg_id=news, top_msg_id=news)
    message = await later(alice, room, "in the topic", reply_to=reply)
    header = header_of(message)
    assert (header.forum_topic, header.reply_to_msg_id) == (True, news)
    other = await alice.say(room, "somewhere")
    forwarded = await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(room),
            id=[other.id],
            random_id=[world.random_id()],
            to_peer=alice.peer(room),
            top_msg_id=news,
            schedule_date=world.app.now + 60,
        )
    )
    assert isinstance(forwarded, types.Updates)
    world.wait(61)
    await run_due(world.app)
    for sent in (await world.history(bob, room.peer_id))[:2]:
        header = header_of(sent)
        assert (header.forum_topic, header.reply_to_msg_id) == (True, news)
    await world.check(alice, bob)


async def test_an_answer_to_what_is_gone_is_sent_without_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    gone, changed = await alice.say(room, "gone"), await alice.say(room, "tea")
    await later(alice, room, "one", reply_to=quote(gone.id, "gone"))
    await later(alice, room, "two", reply_to=quote(changed.id, "tea"))
    await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=[gone.id]))
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=changed.id, message="coffee")
    )
    world.wait(61)
    await run_due(world.app)
    two, one, *_ = await world.history(bob, room.peer_id)
    assert isinstance(one, types.Message)
    assert (one.message, one.reply_to) == ("one", None)
    header = header_of(two)
    assert (header.reply_to_msg_id, header.quote_text) == (changed.id, None)
    await world.check(alice, bob)


async def test_they_are_sent_in_the_name_that_was_chosen(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await public(world, alice, bob)
    channel = await world.channel(alice, "Voice", broadcast=True)
    message = await later(alice, group, "hear", send_as=alice.peer(channel))
    voice = types.PeerChannel(channel_id=-channel.peer_id - 10**12)
    assert message.from_id == voice
    world.wait(61)
    await run_due(world.app)
    assert (await newest(world, bob, group)).from_id == voice
    await world.check(alice, bob)


async def test_bots_schedule_nothing(world: World) -> None:
    alice, bot = await world.user("Alice"), await world.user("Bot", is_bot=True)
    await alice.say(bot, "hello")
    with pytest.raises(RpcError, match="SCHEDULE_BOT_NOT_ALLOWED"):
        await bot.say(alice, "later", schedule_date=world.app.now + 60)


async def test_an_answer_elsewhere_waits_with_what_it_answers(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    other = await world.channel(alice, "Other")
    source = await alice.say(other, "tea")
    wanted = types.InputReplyToMessage(
        reply_to_msg_id=source.id, reply_to_peer_id=alice.peer(other)
    )
    await later(alice, room, "so", reply_to=wanted)
    await alice.call(
        functions.channels.DeleteMessages(channel=alice.channel(other), id=[source.id])
    )
    world.wait(61)
    await run_due(world.app)
    header = header_of(await message_of(bob, room, (await newest(world, bob, room)).id))
    assert (header.quote_text, header.reply_to_msg_id) == ("tea", source.id)
    await world.check(alice, bob)
