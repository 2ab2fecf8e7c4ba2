"""What a box has of stickers: installed sets in their order, and lists of single documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from hodhod.domain.ids import BoxId
from hodhod.domain.sticker_set import Kind
from hodhod.store.database import Executor, Row


class KeptList(IntEnum):
    """A list of single documents. Stored: never renumber."""

    RECENT = 0
    ATTACHED = 1
    FAVED = 2
    GIFS = 3
    MUSIC = 4
    RINGTONES = 5


KEPT_LIMIT = {
    KeptList.RECENT: 200,
    KeptList.ATTACHED: 200,
    KeptList.FAVED: 10,
    KeptList.GIFS: 200,
    KeptList.MUSIC: 200,
    KeptList.RINGTONES: 100,
}
"""Documents of a list, as clients are told: they keep no more, and compare hashes."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A set in a box.

    Attributes:
        set_id: Which.
        kind: What it is for.
        archived: Whether it is put aside.
        rank: The highest comes first.
        installed_at: Unix time.
    """

    set_id: int
    kind: Kind
    archived: bool
    rank: int
    installed_at: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A document in a list.

    Attributes:
        document_id: Which.
        date: When it was used or put there, Unix time.
    """

    document_id: int
    date: int


async def installed(
    db: Executor, box_id: BoxId, kind: Kind, *, archived: bool = False
) -> list[Installed]:
    """Return the sets of a kind in a box, the first one first."""
    return [_installed(row) for row in await db.fetch("installed_sets", box_id, kind, archived)]


async def installs_of(
    db: Executor, box_id: BoxId, set_ids: Sequence[int]
) -> Mapping[int, Installed]:
    """Return how a box has certain sets; those it has not are left out."""
    rows = await db.fetch("installs_of_sets", box_id, list(set_ids))
    return {row["set_id"]: _installed(row) for row in rows}


async def put_installed(tx: Executor, box_id: BoxId, sets: Sequence[Installed]) -> None:
    """Write how a box has sets, in a change of the box."""
    await tx.execute(
        "put_installed_sets",
        box_id,
        [one.set_id for one in sets],
        [one.kind for one in sets],
        [one.archived for one in sets],
        [one.rank for one in sets],
        [one.installed_at for one in sets],
    )


async def drop_installed(tx: Executor, box_id: BoxId, set_ids: Sequence[int]) -> list[Installed]:
    """Take sets out of a box, in a change of it; return those that were there."""
    rows = await tx.fetch("drop_installed_sets", box_id, list(set_ids))
    return [_installed(row) for row in rows]


async def kept(db: Executor, box_id: BoxId, which: KeptList) -> list[Kept]:
    """Return a list of a box's documents, the newest first."""
    rows = await db.fetch("kept_documents", box_id, which, KEPT_LIMIT[which])
    return [Kept(row["document_id"], row["date"]) for row in rows]


async def keep(tx: Executor, box_id: BoxId, which: KeptList, document_id: int, now: int) -> None:
    """Put a document first in a list, in a change of the box; the last one goes from a full one."""
    await tx.execute("keep_document", box_id, which, document_id, now)
    await tx.execute("trim_kept_documents", box_id, which, KEPT_LIMIT[which])


async def drop_kept(tx: Executor, box_id: BoxId, which: KeptList, document_id: int) -> bool:
    """Take a document out of a list, in a change of the box; False when it was not there."""
    return bool(await tx.fetch("drop_kept_documents", box_id, which, [document_id]))


async def clear_kept(tx: Executor, box_id: BoxId, which: KeptList) -> bool:
    """Empty a list, in a change of the box; False when it was empty."""
    return bool(await tx.fetch("clear_kept_documents", box_id, which))


async def seen_featured(db: Executor, box_id: BoxId, set_ids: Sequence[int]) -> set[int]:
    """Return those of some sets on display that the owner of a box has looked at."""
    rows = await db.fetch("featured_seen", box_id, list(set_ids)) if set_ids else []
    return {row["set_id"] for row in rows}


async def see_featured(tx: Executor, box_id: BoxId, set_ids: Sequence[int]) -> set[int]:
    """Note that sets were looked at, in a change of the box; return those that were new."""
    return {row["set_id"] for row in await tx.fetch("see_featured", box_id, list(set_ids))}


def _installed(row: Row) -> Installed:
    return Installed(
        row["set_id"], Kind(row["kind"]), row["archived"], row["rank"], row["installed_at"]
    )
