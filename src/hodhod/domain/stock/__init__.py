"""Files that come with the server: the pictures and animations of the standard reactions.

They are documents like any other to a client, but are in no table: their ids begin at `FIRST_ID`,
above all that a sequence hands out, and their bytes are in the folder `files`.

    id = FIRST_ID + 8 × line of reactions.tsv + place of the ending in ENDINGS
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FIRST_ID = 1 << 62
"""The first id of a stock file."""

_PLACES = 8
"""Ids kept for one reaction; half of them are spare."""

WEBP = "image/webp"
TGS = "application/x-tgsticker"

ENDINGS = (
    ("webp", WEBP, 128),
    ("appear.tgs", TGS, 512),
    ("select.tgs", TGS, 512),
    ("burst.tgs", TGS, 512),
)
"""The files of a reaction: ending, MIME type, side in pixels. The order is part of the ids."""


@dataclass(frozen=True, slots=True)
class StockFile:
    """A file that comes with the server.

    Attributes:
        id: Its document id.
        name: Its name in the folder.
        mime_type: What it is.
        side: Its width and height in pixels.
        emoji: The emoji that it shows.
        data: Its bytes.
    """

    id: int
    name: str
    mime_type: str
    side: int
    emoji: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reaction:
    """A standard reaction.

    Attributes:
        emoji: The emoji, as clients write it.
        title: Its name in English.
        picture: A still.
        appear: How it comes into a list.
        select: How it moves when chosen.
        burst: What flies around it.
    """

    emoji: str
    title: str
    picture: StockFile
    appear: StockFile
    select: StockFile
    burst: StockFile


@cache
def reactions() -> tuple[Reaction, ...]:
    """Return the standard reactions, the most common first. Half a megabyte, read once."""
    table = resources.files(__name__).joinpath("reactions.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(
        Reaction(emoji, title, *_files(number, emoji, name))
        for number, (emoji, name, title) in enumerate(rows)
    )


def _files(number: int, emoji: str, name: str) -> tuple[StockFile, StockFile, StockFile, StockFile]:
    folder = resources.files(__name__).joinpath("files")
    first, second, third, fourth = (
        StockFile(
            id=FIRST_ID + _PLACES * number + place,
            name=f"{name}.{ending}",
            mime_type=mime_type,
            side=side,
            emoji=emoji,
            data=folder.joinpath(f"{name}.{ending}").read_bytes(),
        )
        for place, (ending, mime_type, side) in enumerate(ENDINGS)
    )
    return first, second, third, fourth


def find(document_id: int) -> StockFile | None:
    """Return the stock file of a document id, None if it is not one."""
    return _by_id().get(document_id) if document_id >= FIRST_ID else None


@cache
def _by_id() -> Mapping[int, StockFile]:
    return {
        file.id: file
        for one in reactions()
        for file in (one.picture, one.appear, one.select, one.burst)
    }


@cache
def content_hash() -> int:
    """Return a positive number that changes with the reactions or their files."""
    checksum = 0
    for file in _by_id().values():
        checksum = zlib.crc32(file.emoji.encode() + file.data, checksum)
    return (checksum & 0x7FFFFFFF) or 1
