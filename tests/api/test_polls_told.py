"""Who learns of votes, and when."""

from __future__ import annotations

from typing import cast

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.polling import (
    A,
    B,
    C,
    ask,
    chosen,
    counts,
    forward,
    last,
    poll,
    shown,
    told,
    vote,
    votes,
)
from tests.api.world import Person, World


async def test_who_voted_in_a_public_poll_is_known_to_voters(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(public_voters=True, multiple_choice=True))
    theirs = await last(bob, alice)
    with pytest.raises(RpcError, match="POLL_VOTE_REQUIRED"):
        await votes(bob, alice, theirs.id)
    await vote(bob, alice, theirs.id, A, B)
    world.wait(1)
    results = await vote(alice, bob, mine.id, B)
    assert results.recent_voters == (
        types.PeerUser(user_id=alice.id),
        types.PeerUser(user_id=bob.id),
    )
    by_option = {one.option: one.recent_voters for one in results.results or ()}
    assert by_option[A] == (types.PeerUser(user_id=bob.id),)
    everybody = await votes(bob, alice, theirs.id)
    assert everybody.count == 2
    assert [type(one) for one in everybody.votes] == [
        types.MessagePeerVote,
        types.MessagePeerVoteMultiple,
    ]
    assert {user.id for user in everybody.users} == {alice.id, bob.id}
    first = await votes(bob, alice, theirs.id, B, limit=1)
    assert (first.count, len(first.votes)) == (2, 1)
    assert first.next_offset is not None
    second = await votes(bob, alice, theirs.id, B, limit=1, offset=first.next_offset)
    assert second.next_offset is None
    assert [one.peer for one in (*first.votes, *second.votes)] == [
        types.PeerUser(user_id=alice.id),
        types.PeerUser(user_id=bob.id),
    ]
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await votes(bob, alice, theirs.id, b"x")
    for wrong in ("x", "1_", "1_99999999999999999999", "9999999999_1"):
        with pytest.raises(RpcError, match="OFFSET_INVALID"):
            await votes(bob, alice, theirs.id, offset=wrong)
    await world.check(alice, bob)


async def test_who_voted_in_an_anonymous_poll_is_nobodys_business(
    pair: tuple[Person, Person],
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())
    results = await vote(alice, bob, mine.id, A)
    assert results.recent_voters is None
    assert all(not one.recent_voters for one in results.results or ())
    with pytest.raises(RpcError, match="BROADCAST_FORBIDDEN"):
        await votes(alice, bob, mine.id)


async def test_a_poll_that_many_have_is_told_of_by_the_timer(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    crowd = [await world.user(f"Guest {n}") for n in range(21)]
    for one in crowd:
        await forward(bob, alice, one, theirs.id)
    await world.check(alice, bob, *crowd)
    for one in crowd[:3]:
        await vote(one, bob, (await last(one, bob)).id, B)
    assert not alice.saw(types.UpdateMessagePoll)
    assert len(crowd[0].other.saw(types.UpdateMessagePoll)) == 1
    await run_due(world.app)
    (update,) = alice.saw(types.UpdateMessagePoll)
    assert isinstance(update, types.UpdateMessagePoll)
    assert update.results.min
    assert counts(update.results) == {A: 0, B: 3, C: 0}
    assert chosen(update.results) == set()
    await run_due(world.app)
    assert len(alice.saw(types.UpdateMessagePoll)) == 1


async def test_votes_that_the_creator_has_not_seen_are_counted(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    carol = await world.user("Carol")
    mine = await ask(alice, bob, poll(public_voters=True))
    await ask(alice, bob, poll())
    anonymous, theirs = (await world.history(bob, alice.peer_id))[:2]
    await vote(bob, alice, theirs.id, A)
    await vote(bob, alice, anonymous.id, A)
    await forward(bob, alice, carol, theirs.id)
    await vote(carol, bob, (await last(carol, bob)).id, B)
    await vote(alice, bob, mine.id, B)

    async def unread(person: Person, whom: Person) -> tuple[int | None, list[int]]:
        dialogs = await person.call(
            functions.messages.GetPeerDialogs(peers=[types.InputDialogPeer(peer=person.peer(whom))])
        )
        assert isinstance(dialogs, types.messages.PeerDialogs)
        (dialog,) = dialogs.dialogs
        assert isinstance(dialog, types.Dialog)
        found = await person.call(
            functions.messages.GetUnreadPollVotes(
                peer=person.peer(whom), offset_id=0, add_offset=0, limit=10, max_id=0, min_id=0
            )
        )
        assert isinstance(found, types.messages.Messages)
        return dialog.unread_poll_votes_count, [one.id for one in found.messages]

    assert await unread(alice, bob) == (2, [mine.id])
    assert await unread(bob, alice) == (0, [])
    (shows,) = [one for one in await world.history(alice, bob.peer_id) if one.id == mine.id]
    assert shown(shows).results.has_unread_votes
    await world.check(alice, bob, carol)
    read = await alice.call(functions.messages.ReadPollVotes(peer=alice.peer(bob)))
    assert isinstance(read, types.messages.AffectedHistory)
    assert await unread(alice, bob) == (0, [])
    await world.check(alice, bob, carol)


async def test_a_bot_is_told_who_votes_in_its_public_polls(world: World) -> None:
    alice, bot = await world.user("Alice"), await world.user("Bot", is_bot=True)
    await alice.say(bot, "/start")
    await ask(bot, alice, poll(public_voters=True, multiple_choice=True))
    theirs = await last(alice, bot)
    await vote(alice, bot, theirs.id, C, A)
    await vote(alice, bot, theirs.id)
    await ask(bot, alice, poll())
    await vote(alice, bot, (await last(alice, bot)).id, A)
    first, second = bot.saw(types.UpdateMessagePollVote)
    assert isinstance(first, types.UpdateMessagePollVote)
    assert isinstance(second, types.UpdateMessagePollVote)
    assert first.peer == types.PeerUser(user_id=alice.id)
    assert (first.options, first.positions) == ((C, A), (2, 0))
    assert (second.options, second.positions) == ((), ())
    assert second.qts == first.qts + 1
    state = await world.dispatcher.call(bot.caller, functions.updates.GetState())
    assert isinstance(state, types.updates.State)
    assert state.qts == second.qts
    missed = await world.dispatcher.call(
        bot.caller,
        functions.updates.GetDifference(pts=1, date=world.app.now - 10, qts=first.qts - 1),
    )
    assert isinstance(missed, types.updates.Difference)
    assert missed.state.qts == second.qts
    assert [
        one for one in missed.other_updates if isinstance(one, types.UpdateMessagePollVote)
    ] == [
        first,
        second,
    ]
    await world.check(alice)


async def test_a_change_of_mind_fills_no_log(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    state = await world.dispatcher.call(alice.caller, functions.updates.GetState())
    assert isinstance(state, types.updates.State)
    for n in range(120):
        await vote(bob, alice, theirs.id, (A, B)[n % 2])
    assert len(alice.saw(types.UpdateMessagePoll)) == 120
    missed = await world.dispatcher.call(
        alice.caller, functions.updates.GetDifference(pts=state.pts, date=world.app.now, qts=2)
    )
    assert isinstance(missed, types.updates.Difference)
    (update,) = missed.other_updates
    assert isinstance(update, types.UpdateMessagePoll)
    assert counts(update.results) == {A: 0, B: 1, C: 0}
    await world.check(alice, bob)


async def test_the_state_of_a_poll_can_be_read(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())

    async def read(known: int) -> types.UpdateMessagePoll:
        return told(
            await alice.call(
                functions.messages.GetPollResults(
                    peer=alice.peer(bob), msg_id=mine.id, poll_hash=known
                )
            )
        )

    first = await read(0)
    assert first.poll is not None
    assert (first.msg_id, first.results.total_voters) == (mine.id, 0)
    again = await read(cast("int", first.poll.hash))
    assert again.poll is None
    assert again.results == first.results
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await alice.call(
            functions.messages.GetPollResults(
                peer=alice.peer(bob), msg_id=(await alice.say(bob, "no poll")).id, poll_hash=0
            )
        )
