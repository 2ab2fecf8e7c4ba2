from __future__ import annotations

from hodhod.domain.reaction_list import reactions_hash
from hodhod.tl import functions, types
from tests.api.world import Person, Room, World

LIKE = types.ReactionEmoji(emoticon="👍")
FIRE = types.ReactionEmoji(emoticon="🔥")
HEART = types.ReactionEmoji(emoticon="❤")


async def react(
    person: Person,
    whom: Person | Room,
    msg_id: int,
    *given: types.TypeReaction,
    remembered: bool = True,
) -> None:
    await person.call(
        functions.messages.SendReaction(
            peer=person.peer(whom), msg_id=msg_id, reaction=given, add_to_recent=remembered
        )
    )


async def recent(person: Person, limit: int = 50) -> list[types.TypeReaction]:
    answer = await person.call(functions.messages.GetRecentReactions(limit=limit, hash=0))
    assert isinstance(answer, types.messages.Reactions)
    assert answer.hash == reactions_hash(answer.reactions)
    return list(answer.reactions)


async def top(person: Person, limit: int = 8) -> list[types.TypeReaction]:
    answer = await person.call(functions.messages.GetTopReactions(limit=limit, hash=0))
    assert isinstance(answer, types.messages.Reactions)
    return list(answer.reactions)


async def test_what_was_chosen_last_comes_first(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Room", bob)
    said = await alice.say(bob, "news")
    posted = await alice.say(room, "more")
    assert await recent(alice) == []
    await react(alice, bob, said.id, LIKE)
    await react(alice, bob, said.id, FIRE, remembered=False)
    await react(alice, room, posted.id, types.ReactionEmoji(emoticon="❤️"))
    assert await recent(alice) == await recent(alice.other) == [HEART, LIKE]
    await react(alice, bob, said.id, LIKE)
    assert await recent(alice) == [LIKE, HEART]
    assert await recent(alice, 1) == [LIKE]
    assert await recent(bob) == []
    assert len(alice.other.saw(types.UpdateRecentReactions)) == 3
    assert not alice.saw(types.UpdateRecentReactions)
    await world.check(alice, bob)


async def test_recent_reactions_come_before_the_standard_ones(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    before = await top(alice, 100)
    rare = before[-1]
    said = await alice.say(bob, "news")
    await react(alice, bob, said.id, rare)
    assert await top(alice, 3) == [rare, *before[:2]]
    assert sorted(map(str, await top(alice, 100))) == sorted(map(str, before))


async def test_who_has_the_list_is_told_so_and_who_forgets_it_has_none(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    said = await alice.say(bob, "news")
    await react(alice, bob, said.id, LIKE)
    known = reactions_hash([LIKE])
    asked = functions.messages.GetRecentReactions(limit=50, hash=known)
    assert await alice.call(asked) == types.messages.ReactionsNotModified()
    assert await alice.call(functions.messages.ClearRecentReactions()) is True
    answer = await alice.call(asked)
    assert isinstance(answer, types.messages.Reactions)
    assert (answer.hash, list(answer.reactions)) == (0, [])
    assert len(alice.other.saw(types.UpdateRecentReactions)) == 2
    await world.check(alice, bob)
