"""Albums: the stories of a profile, put in order.

Source: https://core.telegram.org/api/stories#story-albums
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hodhod.actions.app import App
from hodhod.actions.stories.access import checked_ids, controls, visible_to
from hodhod.actions.stories.lists import answer_with
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId
from hodhod.domain.result_hash import result_hash
from hodhod.domain.story import StoredStory, decode_content
from hodhod.domain.text import line, utf16_len
from hodhod.store.database import Executor
from hodhod.store.stories import find_stories, lock_peer
from hodhod.store.story_albums import (
    StoryAlbum,
    add_album,
    album_of,
    albums_of,
    delete_album,
    order_albums,
    put_album,
)
from hodhod.tl import types

ALBUMS_LIMIT = 100
"""Albums of one peer; config names the same."""

STORIES_LIMIT = 1000
"""Stories of an album; config names the same."""

TITLE_UNITS = 12
PAGE_LIMIT = 100
NO_ALBUM = "ALBUM_ID_INVALID"


@dataclass(frozen=True, slots=True)
class AlbumEdit:
    """What becomes of an album; None leaves a part as it is.

    Attributes:
        title: What it is called.
        drop: Stories to take out.
        add: Stories to put in, at the head.
        order: All its stories in their new order.
    """

    title: str | None = None
    drop: Sequence[int] = ()
    add: Sequence[int] = ()
    order: Sequence[int] | None = None


async def access_albums(app: App, peer: PeerId, album_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the albums that a new story goes into.

    Raises:
        RpcError: 400 ALBUM_ID_INVALID.
    """
    if not album_ids:
        return ()
    known = {one.album_id for one in await albums_of(app.store.main, peer)}
    wanted = tuple(dict.fromkeys(album_ids))
    if not known.issuperset(wanted):
        raise bad_request(NO_ALBUM)
    return wanted


async def create_album(
    app: App, peer: PeerId, title: str, story_ids: Sequence[int]
) -> types.StoryAlbum:
    """Make an album of stories.

    Raises:
        RpcError: 400 ALBUM_TITLE_INVALID, ALBUMS_TOO_MANY, STORY_ID_INVALID.
    """
    name = _title(title)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await lock_peer(change.main, peer)
        if len(await albums_of(change.main, peer)) >= ALBUMS_LIMIT:
            raise bad_request("ALBUMS_TOO_MANY")
        stories = await _existing(change.main, peer, story_ids)
        album_id = await add_album(change.main, peer, name)
        album = StoryAlbum(album_id, name, tuple(stories))
        await put_album(change.main, peer, album)
    return (await _shown(app, peer, [album]))[0]


async def edit_album(app: App, peer: PeerId, album_id: int, edit: AlbumEdit) -> types.StoryAlbum:
    """Change an album's title, stories or their order.

    Raises:
        RpcError: 400 ALBUM_ID_INVALID, ALBUM_TITLE_INVALID, STORY_ID_INVALID.
    """
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await lock_peer(change.main, peer)
        album = await album_of(change.main, peer, album_id)
        if album is None:
            raise bad_request(NO_ALBUM)
        if edit.title is not None:
            album = replace(album, title=_title(edit.title))
        kept = [one for one in album.stories if one not in set(edit.drop)]
        added = [one for one in await _existing(change.main, peer, edit.add) if one not in kept]
        stories = [*added, *kept]
        if edit.order is not None:
            first = [one for one in dict.fromkeys(edit.order) if one in set(stories)]
            stories = [*first, *(one for one in stories if one not in set(first))]
        if len(stories) > STORIES_LIMIT:
            raise bad_request("STORIES_TOO_MUCH")
        album = replace(album, stories=tuple(stories))
        await put_album(change.main, peer, album)
    return (await _shown(app, peer, [album]))[0]


async def remove_album(app: App, peer: PeerId, album_id: int) -> None:
    """Take an album away; its stories stay.

    Raises:
        RpcError: 400 ALBUM_ID_INVALID.
    """
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        if not await delete_album(change.main, peer, album_id):
            raise bad_request(NO_ALBUM)


async def reorder_albums(app: App, peer: PeerId, order: Sequence[int]) -> None:
    """Write the order of a peer's albums.

    Raises:
        RpcError: 400 ALBUM_ID_INVALID.
    """
    wanted = await access_albums(app, peer, order)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await order_albums(change.main, peer, wanted)


async def list_albums(
    app: App, caller: Caller, peer: PeerId, known_hash: int
) -> types.stories.TypeAlbums:
    """Return the albums of a peer in which there is something for the caller to see."""
    albums = await albums_of(app.store.main, peer)
    if not await controls(app, caller.me, peer):
        seen = await _visible(app, caller, peer, [one for a in albums for one in a.stories])
        albums = [
            replace(one, stories=left)
            for one in albums
            if (left := tuple(number for number in one.stories if number in seen))
        ]
    shown = await _shown(app, peer, albums)
    value = result_hash(
        part
        for album, of_store in zip(shown, albums, strict=True)
        for part in (album.album_id, len(album.title), *of_store.stories[:1])
    )
    if known_hash and known_hash == value:
        return types.stories.AlbumsNotModified()
    return types.stories.Albums(hash=value, albums=shown)


async def album_stories(
    app: App, caller: Caller, peer: PeerId, album_id: int, *, offset: int, limit: int
) -> types.stories.Stories:
    """Return a page of an album.

    Raises:
        RpcError: 400 ALBUM_ID_INVALID, LIMIT_INVALID.
    """
    if limit <= 0:
        raise bad_request("LIMIT_INVALID")
    album = await album_of(app.store.main, peer, album_id)
    if album is None:
        raise bad_request(NO_ALBUM)
    seen = await _visible(app, caller, peer, album.stories)
    order = [one for one in album.stories if one in seen]
    start = max(0, offset)
    page = [seen[one] for one in order[start : start + min(limit, PAGE_LIMIT)]]
    return await answer_with(app, caller, page, len(order))


async def _visible(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> dict[int, StoredStory]:
    found = await app.store.stories.by_ids([(peer, one) for one in dict.fromkeys(story_ids)])
    seen = await visible_to(app, caller.me, list(found.values()))
    return {one.story_id: one for one in seen}


async def _existing(main: Executor, peer: PeerId, story_ids: Sequence[int]) -> list[int]:
    if not story_ids:
        return []
    wanted = checked_ids(story_ids)
    found = await find_stories(main, [(peer, one) for one in wanted])
    if len(found) != len(wanted):
        raise bad_request("STORY_ID_INVALID")
    return wanted


async def _shown(app: App, peer: PeerId, albums: Sequence[StoryAlbum]) -> list[types.StoryAlbum]:
    """Return albums as clients see them, each with the picture of its first story."""
    places = [(peer, one.stories[0]) for one in albums if one.stories]
    found = await app.store.stories.by_ids(places)
    return [
        _album(one, found.get((peer, one.stories[0])) if one.stories else None) for one in albums
    ]


def _album(album: StoryAlbum, first: StoredStory | None) -> types.StoryAlbum:
    media = None if first is None else decode_content(first.content).media
    photo = media.photo if isinstance(media, types.MessageMediaPhoto) else None
    video = media.document if isinstance(media, types.MessageMediaDocument) else None
    return types.StoryAlbum(
        album_id=album.album_id, title=album.title, icon_photo=photo, icon_video=video
    )


def _title(title: str) -> str:
    name = line(title, TITLE_UNITS)
    if not name or utf16_len(title.strip()) > TITLE_UNITS:
        raise bad_request("ALBUM_TITLE_INVALID")
    return name
