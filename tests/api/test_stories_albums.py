from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import CONTACTS, by_id, post
from tests.api.world import Person, World

ME = types.InputPeerSelf()


async def create(person: Person, title: str, *story_ids: int) -> int:
    answer = await person.call(
        functions.stories.CreateAlbum(peer=ME, title=title, stories=list(story_ids))
    )
    assert isinstance(answer, types.StoryAlbum)
    assert answer.title == title
    return answer.album_id


async def albums(person: Person, whom: Person) -> list[int]:
    answer = await person.call(functions.stories.GetAlbums(peer=person.peer(whom), hash=0))
    assert isinstance(answer, types.stories.Albums)
    return [one.album_id for one in answer.albums]


async def inside(person: Person, whom: Person, album_id: int, offset: int = 0) -> list[int]:
    answer = await person.call(
        functions.stories.GetAlbumStories(
            peer=person.peer(whom), album_id=album_id, offset=offset, limit=2
        )
    )
    assert isinstance(answer, types.stories.Stories)
    return [one.id for one in answer.stories]


async def test_an_album_shows_its_stories_in_order(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    numbers = [await post(alice, pinned=True) for _ in range(3)]
    album_id = await create(alice, "Summer", *numbers)
    assert await albums(bob, alice) == [album_id]
    assert await inside(bob, alice, album_id) == numbers[:2]
    assert await inside(bob, alice, album_id, 2) == numbers[2:]
    (story,) = await by_id(bob, alice, numbers[0])
    assert story.albums == (album_id,)


async def test_an_album_is_changed(world: World) -> None:
    alice = await world.user("Alice")
    first, second, third = [await post(alice, pinned=True) for _ in range(3)]
    album_id = await create(alice, "One", first, second)
    answer = await alice.call(
        functions.stories.UpdateAlbum(
            peer=ME, album_id=album_id, title="Two", delete_stories=[first], add_stories=[third]
        )
    )
    assert isinstance(answer, types.StoryAlbum)
    assert answer.title == "Two"
    assert isinstance(answer.icon_photo, types.Photo)
    assert await inside(alice, alice, album_id) == [third, second]
    await alice.call(
        functions.stories.UpdateAlbum(peer=ME, album_id=album_id, order=[second, third])
    )
    assert await inside(alice, alice, album_id) == [second, third]
    found = {one.id: one.albums for one in await by_id(alice, alice, first, second)}
    assert found == {first: None, second: (album_id,)}


async def test_a_story_is_posted_into_an_album(world: World) -> None:
    alice = await world.user("Alice")
    album_id = await create(alice, "New", await post(alice))
    story_id = await post(alice, albums=[album_id])
    assert (await inside(alice, alice, album_id))[0] == story_id
    await alice.call(functions.stories.DeleteStories(peer=ME, id=[story_id]))
    assert story_id not in await inside(alice, alice, album_id)


async def test_albums_are_ordered_and_deleted(world: World) -> None:
    alice = await world.user("Alice")
    story_id = await post(alice)
    one, two = await create(alice, "One", story_id), await create(alice, "Two", story_id)
    assert await albums(alice, alice) == [one, two]
    await alice.call(functions.stories.ReorderAlbums(peer=ME, order=[two, one]))
    assert await albums(alice, alice) == [two, one]
    await alice.call(functions.stories.DeleteAlbum(peer=ME, album_id=two))
    assert await albums(alice, alice) == [one]
    (story,) = await by_id(alice, alice, story_id)
    assert story.albums == (one,)
    for request in (
        functions.stories.DeleteAlbum(peer=ME, album_id=two),
        functions.stories.UpdateAlbum(peer=ME, album_id=two, title="x"),
        functions.stories.ReorderAlbums(peer=ME, order=[two]),
        functions.stories.GetAlbumStories(peer=ME, album_id=two, offset=0, limit=5),
    ):
        with pytest.raises(RpcError, match="ALBUM_ID_INVALID"):
            await alice.call(request)


async def test_an_album_shows_nobody_what_is_not_for_them(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    album_id = await create(alice, "Ours", await post(alice, CONTACTS, pinned=True))
    assert await albums(bob, alice) == []
    assert await inside(bob, alice, album_id) == []
    for title in ("", "much too long a title"):
        with pytest.raises(RpcError, match="ALBUM_TITLE_INVALID"):
            await create(alice, title)
    with pytest.raises(RpcError, match="STORY_ID_INVALID"):
        await create(alice, "None", 99)


async def test_albums_that_are_known_are_not_sent_again(world: World) -> None:
    alice = await world.user("Alice")
    await create(alice, "One", await post(alice))
    answer = await alice.call(functions.stories.GetAlbums(peer=ME, hash=0))
    assert isinstance(answer, types.stories.Albums)
    known = functions.stories.GetAlbums(peer=ME, hash=answer.hash)
    assert await alice.call(known) == types.stories.AlbumsNotModified()
    await create(alice, "Two", await post(alice))
    assert isinstance(await alice.call(known), types.stories.Albums)
