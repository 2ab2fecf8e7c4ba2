from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import CONTACTS, know, post
from tests.api.world import Person, World

AT = types.MediaAreaCoordinates(x=50.0, y=50.0, w=20.0, h=10.0, rotation=0.0)


async def find(
    person: Person, words: str | None = None, **more: object
) -> types.stories.FoundStories:
    fields: dict[str, object] = {"offset": "", "limit": 10} | more
    answer = await person.call(
        functions.stories.SearchPosts(hashtag=words, **fields)  # type: ignore[arg-type]
    )
    assert isinstance(answer, types.stories.FoundStories)
    return answer


def ids(found: types.stories.FoundStories) -> list[int]:
    return [one.story.id for one in found.stories]


async def test_public_stories_are_found_by_their_hashtags(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await know(alice, bob)
    tag = f"town{alice.id}"
    public = await post(alice, caption=f"here #{tag}")
    await post(alice, CONTACTS, caption=f"ours #{tag}")
    found = await find(bob, f"#{tag.upper()}")
    assert (ids(found), found.count) == ([public], 1)
    assert [one.peer for one in found.stories] == [types.PeerUser(user_id=alice.id)]
    assert alice.id in {one.id for one in found.users}
    assert ids(await find(bob, tag, peer=bob.peer(alice))) == [public]
    assert ids(await find(bob, tag, peer=types.InputPeerSelf())) == []


async def test_a_persian_hashtag_is_found_however_it_is_typed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, caption="#کتاب_یکتا")
    assert ids(await find(bob, "كتاب_يكتا")) == [story_id]


async def test_what_is_edited_deleted_or_over_is_not_found(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    tag = f"gone{alice.id}"
    edited, deleted, over = [await post(alice, caption=f"#{tag}") for _ in range(3)]
    await alice.call(
        functions.stories.EditStory(peer=types.InputPeerSelf(), id=edited, caption="#other")
    )
    await alice.call(functions.stories.DeleteStories(peer=types.InputPeerSelf(), id=[deleted]))
    assert ids(await find(bob, tag)) == [over]
    world.wait(24 * 3600)
    assert ids(await find(bob, tag)) == []


async def test_stories_are_found_by_their_place(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    area = types.MediaAreaVenue(
        coordinates=AT,
        geo=types.GeoPoint(long=51.4, lat=35.7, access_hash=0),
        title="Café",
        address="",
        provider="foursquare",
        venue_id=f"v{alice.id}",
        venue_type="",
    )
    story_id = await post(alice, media_areas=[area])
    assert ids(await find(bob, area=area)) == [story_id]


async def test_what_is_found_comes_in_pages(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    tag = f"many{alice.id}"
    numbers = [await post(alice, caption=f"#{tag}") for _ in range(3)]
    first = await find(bob, tag, limit=2)
    assert first.next_offset
    rest = await find(bob, tag, limit=2, offset=first.next_offset)
    assert ids(first) + ids(rest) == numbers[::-1]
    assert rest.next_offset is None


async def test_a_search_for_nothing_is_refused(world: World) -> None:
    bob = await world.user("Bob")
    for words, more, error in (
        ("#", {}, "HASHTAG_INVALID"),
        (None, {}, "HASHTAG_INVALID"),
        ("a", {"limit": 0}, "LIMIT_INVALID"),
        ("a", {"offset": "x"}, "OFFSET_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await find(bob, words, **more)
