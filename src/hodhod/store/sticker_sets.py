"""Sticker sets and the stickers in them.

What changes a set runs in a change of its owner's box, with the set locked; see `lock_set`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from hodhod import tl
from hodhod.domain.emoji import plain
from hodhod.domain.ids import UserId
from hodhod.domain.search_text import index_tokens
from hodhod.domain.sticker_set import Kind, Sticker, StickerSet, Thumb
from hodhod.domain.stored_file import StoredFile
from hodhod.store.append import token_text
from hodhod.store.database import Database, Executor, Row
from hodhod.tl import types

FEATURED_LIMIT = 100
"""Sets of a kind on display: what anybody scrolls through."""


class StickerSets:
    """The sets of this server."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def by_ids(self, set_ids: Sequence[int]) -> Mapping[int, StickerSet]:
        """Return sets by id; unknown ids are left out."""
        if not set_ids:
            return {}
        rows = await self._main.fetch("sticker_sets_by_ids", list(set_ids))
        return {row["set_id"]: _set(row) for row in rows}

    async def by_name(self, short_name: str) -> StickerSet | None:
        """Return the set of a short name, in whatever case it is written."""
        set_id = await self._main.fetchval("sticker_set_by_name", short_name.lower())
        return (await self.by_ids([set_id])).get(set_id) if isinstance(set_id, int) else None

    async def stickers(self, set_id: int) -> list[Sticker]:
        """Return the stickers of a set, in order."""
        return await stickers_of(self._main, set_id)

    async def owned(self, owner: UserId, *, before: int, limit: int) -> list[StickerSet]:
        """Return somebody's sets, newest first, those before an id."""
        rows = await self._main.fetch("owned_sticker_sets", owner, before, limit)
        return await self._in_order([row["set_id"] for row in rows])

    async def count_owned(self, owner: UserId) -> int:
        """Return how many sets somebody owns."""
        return await count_owned(self._main, owner)

    async def search(self, words: str, kind: Kind, limit: int) -> list[StickerSet]:
        """Return sets by a tsquery on their names."""
        rows = await self._main.fetch("search_sticker_sets", words, kind, limit)
        return await self._in_order([row["set_id"] for row in rows])

    async def find(
        self, words: Sequence[str], kind: Kind, *, first: Sequence[int], limit: int
    ) -> list[int]:
        """Return documents of stickers by emoji and keywords.

        Args:
            words: Plain emoji and normalised words, any of which will do.
            kind: Of which kind of set.
            first: Sets whose stickers come before all others, in their order.
            limit: How many stickers of other sets are looked at.
        """
        rows = await self._main.fetch("find_stickers_in_sets", list(words), list(first))
        others = await self._main.fetch("find_stickers", list(words), kind, list(first), limit)
        return list(dict.fromkeys(row["document_id"] for row in (*rows, *others)))

    async def featured(self, kind: Kind) -> list[StickerSet]:
        """Return the sets of a kind that the operator shows, the newest first."""
        rows = await self._main.fetch("featured_sets", kind, FEATURED_LIMIT)
        return await self._in_order([row["set_id"] for row in rows])

    async def feature(self, set_id: int, now: int) -> None:
        """Show a set to everybody, first."""
        await self._main.execute("feature_set", set_id, now)

    async def unfeature(self, set_id: int) -> bool:
        """Show a set no more; False when it was not shown."""
        return await self._main.execute("unfeature_set", set_id) > 0

    async def attach(self, file_id: int, document_ids: Sequence[int]) -> None:
        """Keep which stickers are on a photo or a video."""
        await self._main.execute("put_attached_stickers", file_id, list(document_ids))

    async def attached(self, file_id: int) -> list[int]:
        """Return which stickers are on a photo or a video."""
        found = await self._main.fetchval("attached_stickers", file_id)
        return cast("list[int]", found or [])

    async def _in_order(self, set_ids: Sequence[int]) -> list[StickerSet]:
        found = await self.by_ids(set_ids)
        return [found[set_id] for set_id in set_ids if set_id in found]


async def next_set_id(main: Executor) -> int:
    """Return an id for a new set."""
    return cast("int", await main.fetchval("next_sticker_set_id"))


async def count_owned(main: Executor, owner: UserId) -> int:
    """Return how many sets somebody owns."""
    return cast("int", await main.fetchval("count_owned_sticker_sets", owner))


async def lock_set(main: Executor, set_id: int) -> StickerSet | None:
    """Return a set, locked until the change ends; None when there is none."""
    row = await main.fetchrow("lock_sticker_set", set_id)
    return None if row is None else _set(row)


async def stickers_of(main: Executor, set_id: int) -> list[Sticker]:
    """Return the stickers of a set, in order."""
    return [_sticker(row) for row in await main.fetch("stickers_of_set", set_id)]


async def insert_set(main: Executor, made: StickerSet) -> bool:
    """Make a set; False when its short name is taken."""
    name = made.short_name.lower()
    if await main.fetchval("occupy_sticker_set_name", name, made.set_id) is None:
        return False
    await main.execute(
        "insert_sticker_set",
        made.set_id,
        made.owner_id,
        made.maker_id,
        made.created_at,
        made.kind,
        made.text_color,
        made.short_name,
        made.title,
        _set_tokens(made.short_name, made.title),
    )
    return True


async def put_stickers(main: Executor, owner: StickerSet, stickers: Sequence[Sticker]) -> None:
    """Write all stickers of a locked set in their order."""
    await main.execute(
        "put_stickers",
        owner.set_id,
        owner.kind,
        [one.document_id for one in stickers],
        list(range(len(stickers))),
        [one.mime_type for one in stickers],
        [" ".join(one.emoji) for one in stickers],
        [",".join(one.keywords) for one in stickers],
        [" ".join(_found_by(one)) for one in stickers],
        [None if one.mask is None else tl.encode(one.mask) for one in stickers],
    )


async def delete_stickers(main: Executor, set_id: int, document_ids: Sequence[int]) -> None:
    """Take stickers out of a locked set."""
    await main.execute("delete_stickers", set_id, list(document_ids))


async def touch_set(main: Executor, set_id: int) -> StickerSet:
    """Count a locked set's stickers anew, and return it as it is now."""
    row = await main.fetchrow("touch_sticker_set", set_id)
    assert row is not None
    return _set(row)


async def rename_set(main: Executor, renamed: StickerSet, title: str) -> None:
    """Give a locked set another title."""
    tokens = _set_tokens(renamed.short_name, title)
    await main.execute("rename_sticker_set", renamed.set_id, title, tokens)


async def set_thumb(
    main: Executor, set_id: int, thumb: Thumb | None, document_id: int | None
) -> None:
    """Give a locked set another picture, or none."""
    await main.execute(
        "set_sticker_set_thumb",
        set_id,
        None if thumb is None else thumb.file_id,
        "" if thumb is None else thumb.type,
        0 if thumb is None else thumb.side,
        0 if thumb is None else thumb.size,
        document_id,
    )


async def delete_set(main: Executor, gone: StickerSet) -> None:
    """Take a locked set away."""
    await main.execute("delete_sticker_set", gone.set_id, gone.short_name.lower())


async def insert_files(main: Executor, files: Sequence[StoredFile]) -> None:
    """Keep the files of new stickers."""
    for file in files:
        await main.execute(
            "insert_file",
            file.file_id,
            file.owner_id,
            file.created_at,
            file.value,
            list(file.blobs),
            [blob.key for blob in file.blobs.values()],
            [blob.size for blob in file.blobs.values()],
            None,
        )


async def file_values(main: Executor, file_ids: Sequence[int]) -> Mapping[int, bytes]:
    """Return what files are, as TL; unknown ids are left out."""
    rows = await main.fetch("files_by_ids", list(file_ids))
    return {row["file_id"]: row["value"] for row in rows}


async def set_file_values(main: Executor, values: Mapping[int, bytes]) -> None:
    """Write what documents are, anew."""
    if values:
        await main.execute("set_file_values", list(values), list(values.values()))


def _set_tokens(short_name: str, title: str) -> str:
    return token_text(index_tokens(f"{title} {short_name} {short_name.replace('_', ' ')}"))


def _found_by(sticker: Sticker) -> list[str]:
    return [*map(plain, sticker.emoji), *index_tokens(" ".join(sticker.keywords))]


def _set(row: Row) -> StickerSet:
    file_id = row["thumb_file_id"]
    thumb = None
    if file_id is not None:
        thumb = Thumb(
            file_id,
            row["thumb_type"],
            row["thumb_side"],
            row["thumb_size"],
            row["thumb_version"],
        )
    return StickerSet(
        set_id=row["set_id"],
        owner_id=UserId(row["owner_id"]),
        maker_id=UserId(row["maker_id"]),
        short_name=row["short_name"],
        title=row["title"],
        kind=Kind(row["kind"]),
        text_color=row["text_color"],
        created_at=row["created_at"],
        version=row["version"],
        count=row["stickers"],
        mime_types=tuple(row["mime_types"]),
        cover_id=row["cover_id"],
        thumb=thumb,
        thumb_document_id=row["thumb_document_id"],
    )


def _sticker(row: Row) -> Sticker:
    mask = None if row["mask"] is None else tl.decode(row["mask"])
    assert mask is None or isinstance(mask, types.MaskCoords)
    return Sticker(
        row["document_id"],
        tuple(row["emoji"]),
        tuple(row["keywords"] or ()),
        row["mime_type"],
        mask,
    )
