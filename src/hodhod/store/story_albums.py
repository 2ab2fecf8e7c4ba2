"""Albums of stories: stories in an order, albums in an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import PeerId
from hodhod.store.database import Executor, Row


@dataclass(frozen=True, slots=True)
class StoryAlbum:
    """An album of a profile.

    Attributes:
        album_id: Its number.
        title: What it is called.
        stories: Which stories are in it, in order.
    """

    album_id: int
    title: str
    stories: tuple[int, ...]


async def albums_of(main: Executor, peer: PeerId) -> list[StoryAlbum]:
    """Return a peer's albums in order."""
    return [_album(row) for row in await main.fetch("story_albums", peer)]


async def album_of(main: Executor, peer: PeerId, album_id: int) -> StoryAlbum | None:
    """Return an album."""
    row = await main.fetchrow("story_album", peer, album_id)
    return None if row is None else _album(row)


async def add_album(main: Executor, peer: PeerId, title: str) -> int:
    """Make an empty album at the end, within a change; return its number."""
    album_id = await main.fetchval("next_album_id", peer)
    assert isinstance(album_id, int)
    await main.execute("insert_story_album", peer, album_id, title)
    return album_id


async def put_album(main: Executor, peer: PeerId, album: StoryAlbum) -> None:
    """Write an album's title and stories; the stories learn which albums they are in."""
    await main.execute("update_story_album", peer, album.album_id, album.title, list(album.stories))
    await main.execute("file_into_album", peer, album.album_id, list(album.stories))


async def add_to_albums(main: Executor, peer: PeerId, story_id: int, albums: Sequence[int]) -> None:
    """Put a new story at the head of albums, within a change; those that are not there are not."""
    if albums:
        await main.execute("add_to_story_albums", peer, list(albums), story_id)


async def delete_album(main: Executor, peer: PeerId, album_id: int) -> bool:
    """Take an album away, within a change; its stories stay."""
    await main.execute("file_into_album", peer, album_id, [])
    return await main.execute("delete_story_album", peer, album_id) > 0


async def order_albums(main: Executor, peer: PeerId, order: Sequence[int]) -> None:
    """Write the order of albums."""
    await main.execute("order_story_albums", peer, list(order))


def _album(row: Row) -> StoryAlbum:
    return StoryAlbum(row["album_id"], row["title"], tuple(row["stories"]))
