"""Sticker sets: what they are made of, and the rules of their names, emoji and sizes.

Source: https://core.telegram.org/api/stickers
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from hodhod.domain.emoji import plain, split_emoji
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.text import line, utf16_len
from hodhod.tl import types

TITLE_UNITS = 64
EMOJI_LIMIT = 20
"""Emoji of one sticker, as the Bot API has it."""

KEYWORDS_LIMIT = 20
KEYWORDS_UNITS = 64
"""Keywords of one sticker, together."""

_NAME = re.compile(r"[A-Za-z](?!\w*__)(?:\w{0,62}[A-Za-z0-9])?", re.ASCII)
_COORDINATE_LIMIT = 1000.0
_FACE_PARTS = 4


class Kind(IntEnum):
    """What a set is for. Stored: never renumber."""

    STICKERS = 0
    MASKS = 1
    EMOJI = 2


STICKERS_LIMIT = {Kind.STICKERS: 120, Kind.MASKS: 120, Kind.EMOJI: 200}
"""Stickers of a set, as the Bot API has it: a set is sent whole."""


@dataclass(frozen=True, slots=True)
class Sticker:
    """One sticker of a set.

    Attributes:
        document_id: Its document.
        emoji: What it stands for, the first one first.
        keywords: Words it is found by.
        mime_type: What kind of file it is.
        mask: Where a mask goes on a face.
    """

    document_id: int
    emoji: tuple[str, ...]
    keywords: tuple[str, ...]
    mime_type: str
    mask: types.MaskCoords | None = None


@dataclass(frozen=True, slots=True)
class StickerSet:
    """A set without its stickers.

    Attributes:
        set_id: Its id.
        owner_id: Whose it is.
        maker_id: Who made it: the owner, or a bot for them.
        short_name: The name in links, as its owner writes it.
        title: The name that people read.
        kind: What it is for.
        text_color: Whether its emoji take the colour of the text.
        created_at: Unix time.
        version: Grows with every change.
        count: How many stickers it has.
        mime_types: The kinds of files in it.
        cover_id: The document of its first sticker.
        thumb: The set's own picture: its file, the letter of its size, pixels, bytes.
        thumb_document_id: The custom emoji that stands for the set.
    """

    set_id: int
    owner_id: UserId
    maker_id: UserId
    short_name: str
    title: str
    kind: Kind
    text_color: bool
    created_at: int
    version: int = 1
    count: int = 0
    mime_types: tuple[str, ...] = ()
    cover_id: int | None = None
    thumb: Thumb | None = None
    thumb_document_id: int | None = None

    @property
    def hash(self) -> int:
        """The number by which a client knows this state of the set: positive, 31 bits."""
        data = f"{self.set_id} {self.version}".encode()
        return (zlib.crc32(data) & 0x7FFFFFFF) or 1

    @property
    def full(self) -> bool:
        """Whether no sticker more may be in it."""
        return self.count >= STICKERS_LIMIT[self.kind]


@dataclass(frozen=True, slots=True)
class Thumb:
    """The picture of a set.

    Attributes:
        file_id: The file it is kept as.
        type: "s" a still, "a" an animation, "v" a video.
        side: Width and height in pixels.
        size: Bytes.
        version: The number that clients name it with.
    """

    file_id: int
    type: str
    side: int
    size: int
    version: int


def short_name_of(given: str, *, error: str = "PACK_SHORT_NAME_INVALID") -> str:
    """Return the short name of a set: Latin letters, digits, single underscores, a letter first.

    Raises:
        RpcError: 400 with the given name.
    """
    if not _NAME.fullmatch(given):
        raise bad_request(error)
    return given


def title_of(given: str, *, error: str = "PACK_TITLE_INVALID") -> str:
    """Return the title of a set.

    Raises:
        RpcError: 400 with the given name.
    """
    title = line(given, TITLE_UNITS + 1)
    if not title or utf16_len(title) > TITLE_UNITS:
        raise bad_request(error)
    return title


def emoji_of(given: str) -> tuple[str, ...]:
    """Return what a sticker stands for, each emoji once.

    Raises:
        RpcError: 400 STICKER_EMOJI_INVALID.
    """
    found = split_emoji(given.replace(" ", ""))
    if not found or len(found) > EMOJI_LIMIT:
        raise bad_request("STICKER_EMOJI_INVALID")
    once: dict[str, str] = {}
    for one in found:
        once.setdefault(plain(one), one)
    return tuple(once.values())


def keywords_of(given: str | None) -> tuple[str, ...]:
    """Return the words that a sticker is found by; what is too much is left out."""
    words: list[str] = []
    room = KEYWORDS_UNITS
    for one in (given or "")[: 4 * KEYWORDS_UNITS].split(","):
        word = line(one, KEYWORDS_UNITS)
        room -= utf16_len(word)
        if room < 0 or len(words) == KEYWORDS_LIMIT:
            break
        if word and word not in words:
            words.append(word)
    return tuple(words)


def mask_of(given: types.MaskCoords | None, kind: Kind) -> types.MaskCoords | None:
    """Return where a mask goes on a face; None for what is no mask.

    Raises:
        RpcError: 400 STICKER_INVALID for a place that is none.
    """
    if given is None or kind is not Kind.MASKS:
        return None
    place = (given.x, given.y, given.zoom)
    good = all(-_COORDINATE_LIMIT <= one <= _COORDINATE_LIMIT for one in place)
    if not good or not 0 <= given.n < _FACE_PARTS:
        raise bad_request("STICKER_INVALID")
    return given


def packs(stickers: Sequence[Sticker]) -> list[types.StickerPack]:
    """Return which stickers stand for which emoji, in the order of the stickers."""
    by_emoji: dict[str, list[int]] = {}
    for sticker in stickers:
        for emoji in sticker.emoji:
            by_emoji.setdefault(plain(emoji), []).append(sticker.document_id)
    return [types.StickerPack(emoticon=one, documents=ids) for one, ids in by_emoji.items()]
