"""Messages that a request names: by their ids, as what others answer, and as what is pinned."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_mentions import ids_of, rooms
from tests.api.world import Person, Room, World


def answer_to(msg_id: int) -> types.InputReplyToMessage:
    return types.InputReplyToMessage(reply_to_msg_id=msg_id)


async def get(
    person: Person, room: Room | Person, *named: types.TypeInputMessage
) -> list[types.TypeMessage]:
    if isinstance(room, Room) and isinstance(room.peer(person.id), types.InputPeerChannel):
        answer = await person.call(
            functions.channels.GetMessages(channel=person.channel(room), id=named)
        )
        assert isinstance(answer, types.messages.ChannelMessages)
        return list(answer.messages)
    answer = await person.call(functions.messages.GetMessages(id=named))
    assert isinstance(answer, types.messages.Messages)
    return list(answer.messages)


async def test_what_a_message_answers_is_got_by_the_answer(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    places: list[Person | Room] = [alice, *await rooms(world, alice, bob)]
    for place in places:
        theirs: Person | Room = bob if place is alice else place
        asked = await alice.say(theirs, "when?")
        if isinstance(place, Room):
            named = await ids_of(bob, place, "when?")
        else:
            (named,) = [one.id for one in await bob.find(place, words="when")]
        answered = await bob.say(place, "now", reply_to=answer_to(named))
        found, empty = await get(
            bob,
            place,
            types.InputMessageReplyTo(id=answered.id),
            types.InputMessageReplyTo(id=named),
        )
        assert isinstance(found, types.Message)
        assert (found.id, found.message) == (named, "when?")
        assert isinstance(empty, types.MessageEmpty)
        await alice.call(
            functions.messages.DeleteMessages(id=[asked.id], revoke=True)
            if not isinstance(place, Room) or place.peer_id > -(10**12)
            else functions.channels.DeleteMessages(channel=alice.channel(place), id=[asked.id])
        )
        (gone,) = await get(bob, place, types.InputMessageReplyTo(id=answered.id))
        assert isinstance(gone, types.MessageEmpty)


async def test_what_is_pinned_in_a_supergroup_or_channel_is_got_without_its_id(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for broadcast in (True, False):
        room = await world.channel(alice, "News", bob, broadcast=broadcast)
        pinned = types.InputMessagePinned()
        (none,) = await get(bob, room, pinned)
        assert isinstance(none, types.MessageEmpty)
        older, newer = await alice.say(room, "older"), await alice.say(room, "newer")
        for one in (newer, older):
            await alice.call(
                functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=one.id)
            )
        first, second = await get(bob, room, pinned, types.InputMessageID(id=older.id))
        assert [one.id for one in (first, second)] == [newer.id, older.id]
        assert isinstance(first, types.Message)
        assert first.pinned
        await bob.call(functions.channels.DeleteHistory(channel=bob.channel(room), max_id=newer.id))
        (hidden,) = await get(bob, room, pinned)
        assert isinstance(hidden, types.MessageEmpty)


async def test_nothing_of_what_is_hidden_is_told_by_its_id(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob)
    secret = await alice.say(room, "before")
    await bob.call(
        functions.messages.SendReaction(
            peer=bob.peer(room),
            msg_id=secret.id,
            reaction=[types.ReactionEmoji(emoticon="👍")],
        )
    )
    answer = await alice.say(room, "answer", reply_to=answer_to(secret.id))
    await alice.call(
        functions.channels.TogglePreHistoryHidden(channel=alice.channel(room), enabled=True)
    )
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(carol)])
    )
    later = await bob.say(room, "later", reply_to=answer_to(secret.id))
    for named in (
        types.InputMessageID(id=secret.id),
        types.InputMessageReplyTo(id=answer.id),
        types.InputMessageReplyTo(id=later.id),
    ):
        (empty,) = await get(carol, room, named)
        assert isinstance(empty, types.MessageEmpty)
    asked = functions.messages.GetMessagesReactions(peer=carol.peer(room), id=[secret.id])
    told = await carol.call(asked)
    assert isinstance(told, types.Updates)
    assert not told.updates
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await get(carol, room, *[types.InputMessageID(id=one) for one in range(1, 300)])
