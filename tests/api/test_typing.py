"""Typing: who hears that somebody writes, records or uploads, and where."""

from __future__ import annotations

import pytest

from hodhod.tl import functions, types
from tests.api.test_mentions import rooms
from tests.api.test_topics import begin, forum
from tests.api.world import Person, Room, World

ACTIONS: list[types.TypeSendMessageAction] = [
    types.SendMessageTypingAction(),
    types.SendMessageCancelAction(),
    types.SendMessageRecordVideoAction(),
    types.SendMessageUploadVideoAction(progress=40),
    types.SendMessageRecordAudioAction(),
    types.SendMessageUploadAudioAction(progress=40),
    types.SendMessageUploadPhotoAction(progress=40),
    types.SendMessageUploadDocumentAction(progress=40),
    types.SendMessageGeoLocationAction(),
    types.SendMessageChooseContactAction(),
    types.SendMessageGamePlayAction(),
    types.SendMessageRecordRoundAction(),
    types.SendMessageUploadRoundAction(progress=40),
    types.SendMessageChooseStickerAction(),
    types.SendMessageEmojiInteractionSeen(emoticon="❤"),
]


async def typing(
    person: Person, where: Person | Room, action: types.TypeSendMessageAction, **more: int
) -> None:
    assert await person.call(
        functions.messages.SetTyping(peer=person.peer(where), action=action, **more)
    )


def heard_in(person: Person, room: Room) -> list[types.TypeUpdate]:
    return [one for one in person.heard[room.box] if isinstance(one, types.UpdateChannelUserTyping)]


async def test_every_action_reaches_those_in_the_chat_and_nobody_else(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    family, crowd = await rooms(world, alice, bob)
    for action in ACTIONS:
        for where in (bob, family, crowd):
            await typing(alice, where, action)
    for kind in (types.UpdateUserTyping, types.UpdateChatUserTyping):
        told = bob.saw(kind)
        assert [one.action for one in told if isinstance(one, kind)] == ACTIONS
        assert not alice.saw(kind)
        assert not carol.saw(kind)
    assert [
        one.action for one in heard_in(bob, crowd) if isinstance(one, types.UpdateChannelUserTyping)
    ] == ACTIONS
    assert not heard_in(alice, crowd)
    assert not heard_in(carol, crowd)


async def test_typing_in_a_topic_is_told_with_the_topic(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await forum(world, alice, bob)
    topic_id = await begin(world, alice, room, "Weather")
    await typing(alice, room, ACTIONS[0], top_msg_id=topic_id)
    await typing(alice, room, ACTIONS[0])
    first, second = heard_in(bob, room)[-2:]
    assert isinstance(first, types.UpdateChannelUserTyping)
    assert isinstance(second, types.UpdateChannelUserTyping)
    assert (first.top_msg_id, second.top_msg_id) == (topic_id, None)
    assert first.from_id == types.PeerUser(user_id=alice.id)


async def test_nobody_hears_that_a_post_is_written(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    news = await world.channel(alice, "News", bob, broadcast=True)
    await typing(alice, news, ACTIONS[0])
    await typing(bob, news, ACTIONS[0])
    assert not heard_in(bob, news)
    assert not heard_in(alice, news)


@pytest.mark.parametrize("muted", [True, False])
async def test_who_may_not_write_is_not_heard_typing(world: World, *, muted: bool) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    if muted:
        await alice.call(
            functions.channels.EditBanned(
                channel=alice.channel(room),
                participant=alice.peer(bob),
                banned_rights=types.ChatBannedRights(send_messages=True, until_date=0),
            )
        )
    await typing(bob, room, ACTIONS[0])
    assert bool(heard_in(alice, room)) is not muted
