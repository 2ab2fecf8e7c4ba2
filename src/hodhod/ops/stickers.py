"""Which sticker sets the operator shows to everybody."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from hodhod.domain.sticker_set import Kind, StickerSet
from hodhod.ops.cli import CommandError
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store import Store

KINDS = {Kind.STICKERS: "stickers", Kind.EMOJI: "emoji"}
"""What is shown: there is no such list of masks."""


async def show_featured(
    folder: DataFolder, settings: Settings, show: Callable[[str], None]
) -> None:
    """Show the sets on display, a line each, the newest first."""
    async with _store(folder, settings) as store:
        for kind in KINDS:
            for one in await store.sticker_sets.featured(kind):
                show(described(one))


async def feature(folder: DataFolder, settings: Settings, short_name: str) -> None:
    """Show a set to everybody.

    Raises:
        CommandError: There is no such set, or it is of masks.
    """
    async with _store(folder, settings) as store:
        found = await _named(store, short_name)
        if found.kind not in KINDS:
            raise CommandError(f"{found.short_name} is a set of masks: clients show none of these")
        await store.sticker_sets.feature(found.set_id, int(time.time()))


async def unfeature(folder: DataFolder, settings: Settings, short_name: str) -> None:
    """Show a set no more.

    Raises:
        CommandError: There is no such set, or it is not shown.
    """
    async with _store(folder, settings) as store:
        found = await _named(store, short_name)
        if not await store.sticker_sets.unfeature(found.set_id):
            raise CommandError(f"{found.short_name} is not shown")


def described(one: StickerSet) -> str:
    """Return a set as a line: kind, short name, stickers, title, separated by tabs."""
    return "\t".join((KINDS[one.kind], one.short_name, str(one.count), one.title))


async def _named(store: Store, short_name: str) -> StickerSet:
    found = await store.sticker_sets.by_name(short_name)
    if found is None:
        raise CommandError(f"there is no set {short_name!r}")
    return found


@asynccontextmanager
async def _store(folder: DataFolder, settings: Settings) -> AsyncIterator[Store]:
    async with reach_database(folder, settings) as dsn:
        store = await Store.open(dsn, shards=settings.database.shards, connections=2)
        try:
            yield store
        finally:
            await store.close()
