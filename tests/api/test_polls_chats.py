"""Polls in groups, supergroups and channels."""

from __future__ import annotations

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.polling import A, B, C, ask, counts, last, poll, shown, vote
from tests.api.world import World


async def test_everybody_in_a_group_is_told_of_a_vote(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    mine = await ask(alice, room, poll(public_voters=True))
    await vote(bob, room, (await last(bob, room)).id, A)
    await vote(carol, room, (await last(carol, room)).id, B)
    await world.check(alice, bob, carol)
    assert counts(shown(await last(alice, room)).results) == {A: 1, B: 1, C: 0}
    results = await vote(alice, room, mine.id, A)
    assert counts(results) == {A: 2, B: 1, C: 0}
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=mine.id, media=poll(closed=True))
    )
    assert shown(await last(carol, room)).poll.closed
    await world.check(alice, bob, carol)


async def test_a_channel_is_told_of_votes_by_the_timer(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "News", bob, carol, broadcast=True)
    post = await ask(alice, room, poll())
    assert counts(await vote(bob, room, post.id, A)) == {A: 1, B: 0, C: 0}
    assert counts(await vote(carol, room, post.id, B)) == {A: 1, B: 1, C: 0}
    await run_due(world.app)
    heard = [one for one in carol.heard[room.box] if isinstance(one, types.UpdateMessagePoll)]
    (update,) = heard
    assert update.results.min
    assert counts(update.results) == {A: 1, B: 1, C: 0}
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await bob.call(
            functions.messages.EditMessage(peer=bob.peer(room), id=post.id, media=poll(closed=True))
        )
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=post.id, media=poll(closed=True))
    )
    with pytest.raises(RpcError, match="MESSAGE_POLL_CLOSED"):
        await vote(bob, room, post.id, B)


async def test_a_channel_has_no_public_polls(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", broadcast=True)
    with pytest.raises(RpcError, match="BROADCAST_PUBLIC_VOTERS_FORBIDDEN"):
        await ask(alice, room, poll(public_voters=True))
    mine = await ask(alice, bob, poll(public_voters=True))
    with pytest.raises(RpcError, match="BROADCAST_PUBLIC_VOTERS_FORBIDDEN"):
        await alice.call(
            functions.messages.ForwardMessages(
                from_peer=alice.peer(bob),
                to_peer=alice.peer(room),
                id=[mine.id],
                random_id=[world.random_id()],
            )
        )


async def test_some_polls_are_for_those_who_were_there_before(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    post = await ask(alice, room, poll(subscribers_only=True))
    with pytest.raises(RpcError, match="POLL_MEMBER_RESTRICTED"):
        await vote(bob, room, post.id, A)
    world.wait(86_400)
    post = await ask(alice, room, poll(subscribers_only=True))
    assert counts(await vote(bob, room, post.id, A)) == {A: 1, B: 0, C: 0}
