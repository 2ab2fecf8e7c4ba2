"""Votes: counted exactly, whoever comes at the same time."""

from __future__ import annotations

import asyncio
import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.poll import NewPoll, Outcome, StoredPoll
from hodhod.store import Store
from hodhod.store.polls import Vote, add_option, close_poll, drop_option, lock_poll
from hodhod.tl import types

NOW = 1_800_000_000
A, B, C = b"a", b"b", b"c"
ALICE = UserId(7)

_ids = itertools.count(1)


async def new_poll(store: Store, *options: bytes, **more: object) -> int:
    poll_id = next(_ids)
    fields: dict[str, object] = {
        "id": poll_id,
        "question": types.TextWithEntities(text="?", entities=()),
        "answers": [
            types.PollAnswer(
                text=types.TextWithEntities(text=one.decode(), entities=()), option=one
            )
            for one in options or (A, B, C)
        ],
    }
    asked = types.Poll(**(fields | more))  # type: ignore[arg-type]
    await store.polls.put(NewPoll(poll_id, ALICE, NOW, asked, types.PollResults()))
    return poll_id


async def read(store: Store, poll_id: int, viewer_id: int = 0) -> StoredPoll:
    return (await store.polls.seen([poll_id], viewer_id))[poll_id]


async def cast(
    store: Store, poll_id: int, voter: int, *options: bytes, now: int = NOW, news: bool = False
) -> Outcome:
    return await store.polls.cast(Vote(poll_id, UserId(voter), options, now, news=news))


async def test_a_rush_of_votes_is_counted_exactly(store: Store) -> None:
    one, other = await new_poll(store), await new_poll(store)
    outcomes = await asyncio.gather(
        *(cast(store, one, voter, (A, B)[voter % 2]) for voter in range(1, 301)),
        *(cast(store, other, voter, A, C) for voter in range(1, 101)),
    )
    assert set(outcomes) == {Outcome.DONE}
    assert (await read(store, one)).counts == {A: 150, B: 150, C: 0}
    seen = await read(store, other)
    assert (seen.counts, seen.voters) == ({A: 100, B: 0, C: 100}, 100)


async def test_one_voter_in_a_hurry_has_one_vote(store: Store) -> None:
    poll_id = await new_poll(store)
    await asyncio.gather(*(cast(store, poll_id, 1, (A, B, C)[n % 3]) for n in range(30)))
    seen = await read(store, poll_id, 1)
    assert (seen.voters, sum(seen.counts.values()), len(seen.chosen)) == (1, 1, 1)
    assert seen.chosen == {C}

    final = await new_poll(store, quiz=True)
    outcomes = await asyncio.gather(*(cast(store, final, 1, (A, B)[n % 2]) for n in range(10)))
    assert outcomes == [Outcome.DONE, *[Outcome.FINAL] * 9]
    assert (await read(store, final)).counts == {A: 1, B: 0, C: 0}


async def test_what_cannot_be_voted_for_changes_nothing(store: Store) -> None:
    poll_id = await new_poll(store, close_date=NOW + 10)
    assert await cast(store, poll_id + 1_000_000, 1, A) is Outcome.CLOSED
    assert await cast(store, poll_id, 1, b"x") is Outcome.NO_OPTION
    assert await cast(store, poll_id, 1, A) is Outcome.DONE
    assert await cast(store, poll_id, 1, A) is Outcome.SAME
    assert await cast(store, poll_id, 1, B, now=NOW + 10) is Outcome.CLOSED
    assert poll_id in await store.polls.due(NOW + 10)
    async with store.main.transaction() as tx:
        assert await lock_poll(tx, poll_id, 0) is not None
        assert await close_poll(tx, poll_id)
        assert not await close_poll(tx, poll_id)
    assert await cast(store, poll_id, 1, B) is Outcome.CLOSED
    assert poll_id not in await store.polls.due(NOW + 10)
    assert (await read(store, poll_id)).counts == {A: 1, B: 0, C: 0}


async def test_a_poll_is_kept_once(store: Store) -> None:
    poll_id = await new_poll(store)
    await cast(store, poll_id, 1, A)
    poll = (await read(store, poll_id)).asked
    await store.polls.put(NewPoll(poll_id, UserId(8), NOW, poll, types.PollResults()))
    seen = await read(store, poll_id)
    assert (seen.creator_id, seen.counts) == (ALICE, {A: 1, B: 0, C: 0})


async def test_the_latest_voters_of_a_public_poll_are_known(store: Store) -> None:
    poll_id = await new_poll(store, public_voters=True)
    for voter in range(1, 8):
        await cast(store, poll_id, voter, *((A,) if voter < 6 else (B, C)), now=NOW + voter)
    seen = await read(store, poll_id)
    assert seen.latest == {A: [5, 4, 3], B: [7, 6], C: [7, 6]}
    assert seen.latest_of_all[:4] == (7, 6, 5, 4)
    hidden = await new_poll(store)
    await cast(store, hidden, 1, A)
    assert not (await read(store, hidden)).latest


async def test_votes_are_read_in_pages(store: Store) -> None:
    poll_id = await new_poll(store, multiple_choice=True, public_voters=True)
    for voter in range(1, 10):
        await cast(store, poll_id, voter, *((A, B) if voter % 2 else (B,)), now=NOW + voter // 3)
    await cast(store, poll_id, 1, B, C, now=NOW + 9)
    for option, expected in ((None, 9), (A, 4), (B, 9), (C, 1)):
        place, found = (2**31 - 1, 2**63 - 1), []
        while page := await store.polls.votes(poll_id, option, place, 2):
            found += page
            place = (page[-1].date, page[-1].voter_id)
        assert len(found) == expected
        assert found == sorted(found, key=lambda one: (one.date, one.voter_id), reverse=True)
        assert len({one.voter_id for one in found}) == expected
    first = (await store.polls.votes(poll_id, None, (2**31 - 1, 0), 1))[0]
    assert (first.voter_id, set(first.options)) == (1, {B, C})


async def test_news_are_taken_once(store: Store) -> None:
    poll_id = await new_poll(store)
    await cast(store, poll_id, 1, A)
    assert poll_id not in await store.polls.take_news()
    await asyncio.gather(*(cast(store, poll_id, voter, B, news=True) for voter in (2, 3)))
    assert await store.polls.take_news() == [poll_id]
    assert await store.polls.take_news() == []


async def test_places_and_the_creators_own_message_are_noted_once(store: Store) -> None:
    poll_id = await new_poll(store, public_voters=True)
    for msg_id in (5, 9):
        await store.polls.place(
            [(poll_id, BoxId(7)), (poll_id, BoxId(8))],
            [(poll_id, ALICE, PeerId(8), MsgId(msg_id)), (poll_id, UserId(8), PeerId(1), MsgId(1))],
        )
    assert await store.polls.places(poll_id, 10) == [7, 8]
    await cast(store, poll_id, ALICE, A)
    assert await store.polls.unread(ALICE, PeerId(8), 10) == []
    await asyncio.gather(*(cast(store, poll_id, voter, A) for voter in (8, 9, 10)))
    assert await store.polls.unread(ALICE, PeerId(8), 10) == [5]
    assert await store.polls.unread_votes(ALICE, [PeerId(8), PeerId(9)]) == {8: 3}
    assert (await read(store, poll_id, ALICE)).unread
    assert not (await read(store, poll_id, 8)).unread
    await store.polls.drop_unsent(ALICE, [poll_id])
    assert (await read(store, poll_id)).voters == 4


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.integers(1, 5), st.sets(st.sampled_from([A, B, C]))),
            st.sampled_from([A, B, C]),
        ),
        max_size=25,
    )
)
async def test_counters_agree_with_votes(
    store: Store, steps: list[tuple[int, set[bytes]] | bytes]
) -> None:
    """Votes, votes taken back, options that go and come: the counters are what the votes say."""
    poll_id = await new_poll(store, multiple_choice=True)
    options, votes = {A, B, C}, dict[int, set[bytes]]()
    for step in steps:
        if isinstance(step, tuple):
            voter, chosen = step
            outcome = await cast(store, poll_id, voter, *sorted(chosen))
            if not chosen <= options:
                assert outcome is Outcome.NO_OPTION
            else:
                same = votes.get(voter, set()) == chosen
                assert outcome is (Outcome.SAME if same else Outcome.DONE)
                votes[voter] = chosen
            continue
        async with store.main.transaction() as tx:
            poll = await lock_poll(tx, poll_id, 0)
            assert poll is not None
            if step in options:
                await drop_option(tx, poll, step)
                options.remove(step)
                votes = {voter: chosen - {step} for voter, chosen in votes.items()}
            else:
                words = types.TextWithEntities(text="again", entities=())
                await add_option(tx, poll, types.PollAnswer(text=words, option=step))
                options.add(step)
    seen = await read(store, poll_id)
    assert seen.counts == {one: sum(one in chosen for chosen in votes.values()) for one in options}
    assert seen.voters == sum(bool(chosen) for chosen in votes.values())
