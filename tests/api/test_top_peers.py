from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import Person, World

WEEK_S = 7 * 86_400


async def top(person: Person, known: int = 0) -> types.contacts.TypeTopPeers:
    answer = await person.call(
        functions.contacts.GetTopPeers(
            correspondents=True, groups=True, offset=0, limit=10, hash=known
        )
    )
    assert isinstance(
        answer,
        types.contacts.TopPeers
        | types.contacts.TopPeersDisabled
        | types.contacts.TopPeersNotModified,
    )
    return answer


async def rated(person: Person) -> list[int]:
    answer = await top(person)
    assert isinstance(answer, types.contacts.TopPeers)
    if not answer.categories:
        return []
    (category,) = answer.categories
    assert category.category == types.TopPeerCategoryCorrespondents()
    ratings = [one.rating for one in category.peers]
    assert ratings == sorted(ratings, reverse=True)
    assert category.count == len(ratings)
    found = [one.peer.user_id for one in category.peers if isinstance(one.peer, types.PeerUser)]
    assert {user.id for user in answer.users} == set(found)
    return found


async def test_those_who_are_written_to_most_and_last_come_first(world: World) -> None:
    alice, bob, carol, dave = [await world.user(n) for n in ("Alice", "Bob", "Carol", "Dave")]
    assert await rated(alice) == []
    for _ in range(3):
        await alice.say(bob, "long ago")
    world.wait(8 * WEEK_S)
    for _ in range(2):
        await alice.say(carol, "now")
    await dave.say(alice, "who never got an answer")
    await alice.say(alice, "a note to myself")
    assert await rated(alice) == [carol.id, bob.id]


async def test_whoever_is_taken_out_comes_back_when_written_to(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "hello")
    assert await rated(alice) == [bob.id]
    await alice.call(
        functions.contacts.ResetTopPeerRating(
            category=types.TopPeerCategoryCorrespondents(), peer=alice.peer(bob)
        )
    )
    assert await rated(alice) == []
    world.wait(60)
    await alice.say(bob, "hello again")
    assert await rated(alice) == [bob.id]


async def test_nobody_is_listed_for_those_who_want_no_list(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "hello")
    await alice.call(functions.contacts.ToggleTopPeers(enabled=False))
    assert await top(alice) == types.contacts.TopPeersDisabled()
    await alice.call(functions.contacts.ToggleTopPeers(enabled=True))
    assert await rated(alice) == [bob.id]


async def test_people_nearby_are_not_told(world: World) -> None:
    alice = await world.user("Alice")
    answer = await alice.call(
        functions.contacts.GetLocated(
            geo_point=types.InputGeoPoint(lat=35.7, long=51.4), self_expires=3600
        )
    )
    assert isinstance(answer, types.Updates)
    assert list(answer.updates) == [types.UpdatePeerLocated(peers=())]
