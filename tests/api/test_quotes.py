"""Answers with quotes, and answers to messages of other chats."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.test_topics import begin, forum
from tests.api.test_ttl_chats import KINDS, room_of
from tests.api.world import Person, Room, World


def header_of(message: types.TypeMessage) -> types.MessageReplyHeader:
    assert isinstance(message, types.Message)
    assert isinstance(message.reply_to, types.MessageReplyHeader)
    return message.reply_to


async def newest(world: World, person: Person, room: Room) -> types.Message:
    message = (await world.history(person, room.peer_id))[0]
    assert isinstance(message, types.Message)
    return message


def quote(msg_id: int, text: str, **more: object) -> types.InputReplyToMessage:
    return types.InputReplyToMessage(
        reply_to_msg_id=msg_id,
        quote_text=text,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("kind", KINDS)
async def test_a_quote_is_put_where_it_stands(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    message = await alice.say(room, "😀 tea, tea and more tea")
    bold = types.MessageEntityBold(offset=0, length=3)
    link = types.MessageEntityTextUrl(offset=0, length=3, url="https://site.example/")
    wanted = quote(message.id, "tea", quote_entities=[bold, link], quote_offset=9)
    answer = await alice.say(room, "yes", reply_to=wanted)
    header = header_of(answer)
    assert header.quote
    assert (header.quote_text, header.quote_offset) == ("tea", 8)
    assert list(header.quote_entities or ()) == [bold]
    seen = header_of(await newest(world, bob, room))
    assert (seen.quote_text, seen.quote_offset) == ("tea", 8)
    await world.check(alice, bob)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_said_is_not_quoted(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    message = await alice.say(room, "tea")
    for text in ("coffee", "t" * 1025):
        with pytest.raises(RpcError, match="QUOTE_TEXT_INVALID"):
            await alice.say(room, "no", reply_to=quote(message.id, text))
        with pytest.raises(RpcError, match="QUOTE_TEXT_INVALID"):
            await alice.say(
                room,
                "no",
                reply_to=quote(message.id, text),
                schedule_date=world.app.now + 600,
            )
    assert (await newest(world, alice, room)).id == message.id


@pytest.mark.parametrize("kind", KINDS)
async def test_a_message_of_another_chat_is_answered_with_what_it_says(
    world: World, kind: str
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await room_of(world, kind, alice, bob)
    message = await alice.say(room, "the tea is ready")
    wanted = types.InputReplyToMessage(
        reply_to_msg_id=message.id, reply_to_peer_id=alice.peer(room)
    )
    answer = await alice.say(carol, "have you heard?", reply_to=wanted)
    (seen,) = await world.history(carol, alice.peer_id)
    for header in (header_of(answer), header_of(seen)):
        assert not header.quote
        assert header.quote_text == "the tea is ready"
        origin = header.reply_from
        assert isinstance(origin, types.MessageFwdHeader)
        assert origin.date == message.date
        if kind == "group":
            assert (header.reply_to_msg_id, header.reply_to_peer_id) == (None, None)
        else:
            assert header.reply_to_msg_id == message.id
            assert header.reply_to_peer_id == types.PeerChannel(channel_id=bare_id(room.peer_id))
        if kind == "channel":
            assert origin.channel_post == message.id
        else:
            assert origin.from_id == types.PeerUser(user_id=alice.id)
    chosen = quote(message.id, "tea", reply_to_peer_id=alice.peer(room))
    header = header_of(await alice.say(carol, "this", reply_to=chosen))
    assert header.quote
    assert (header.quote_text, header.quote_offset) == ("tea", 4)
    with pytest.raises(RpcError, match="QUOTE_TEXT_INVALID"):
        await alice.say(
            carol, "no", reply_to=quote(message.id, "milk", reply_to_peer_id=alice.peer(room))
        )
    await world.check(alice, bob, carol)


async def test_an_answer_elsewhere_keeps_its_topic(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    other = await world.channel(alice, "Other")
    message = await alice.say(other, "tea")
    wanted = types.InputReplyToMessage(
        reply_to_msg_id=message.id, reply_to_peer_id=alice.peer(other), top_msg_id=news
    )
    for answer in (
        await alice.say(room, "so", reply_to=wanted),
        await newest(world, bob, room),
    ):
        header = header_of(answer)
        assert (header.reply_to_msg_id, header.reply_to_top_id) == (message.id, news)
        assert header.forum_topic
    await world.check(alice, bob)


async def test_what_may_not_leave_its_chat_is_not_answered_elsewhere(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "secret")
    await alice.call(functions.messages.ToggleNoForwards(peer=alice.peer(room), enabled=True))
    wanted = types.InputReplyToMessage(reply_to_msg_id=message.id, reply_to_peer_id=bob.peer(room))
    with pytest.raises(RpcError, match="CHAT_FORWARDS_RESTRICTED"):
        await bob.say(alice, "look", reply_to=wanted)
    gone = types.InputReplyToMessage(reply_to_msg_id=999, reply_to_peer_id=bob.peer(room))
    with pytest.raises(RpcError, match="REPLY_MESSAGE_ID_INVALID"):
        await bob.say(alice, "look", reply_to=gone)
    assert not await world.history(alice, bob.peer_id)


async def test_whoever_hides_is_named_only_in_answers_elsewhere(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyForwards(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    room = await world.channel(alice, "Crowd", bob)
    message = await bob.say(room, "tea")
    wanted = types.InputReplyToMessage(
        reply_to_msg_id=message.id, reply_to_peer_id=alice.peer(room)
    )
    origin = header_of(await alice.say(carol, "see", reply_to=wanted)).reply_from
    assert isinstance(origin, types.MessageFwdHeader)
    assert (origin.from_id, origin.from_name) == (None, "Bob")
    await world.check(alice, carol)


async def test_whoever_writes_in_a_topic_does_not_call_who_began_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    news = await begin(world, alice, room, "News")
    await bob.say(
        room, "hi", reply_to=types.InputReplyToMessage(reply_to_msg_id=news, top_msg_id=news)
    )
    assert not (await newest(world, alice, room)).mentioned
    await world.check(alice, bob)
