"""A text that grows while its markup is read, and the spans that are opened and closed in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import parse_qs, urlsplit

from hodhod.domain.text import utf16_len
from hodhod.tl import types

MAX_DEPTH = 64
"""Spans inside of each other; no text needs a tenth of it."""


class MarkupError(Exception):
    """A text's markup cannot be read; the words say where."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text and its entities.

    Attributes:
        text: Without markup.
        entities: In the order in which they begin, outer ones first; places in UTF-16 units.
    """

    text: str
    entities: Sequence[types.TypeMessageEntity]


class Make(Protocol):
    """Makes an entity of its place."""

    def __call__(self, *, offset: int, length: int) -> types.TypeMessageEntity:
        """Return the entity."""


class Here(NamedTuple):
    """A place in a text that is written.

    Attributes:
        units: UTF-16 units before it.
        parts: Pieces before it.
    """

    units: int
    parts: int


class Writing:
    """The text so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._entities: list[tuple[int, int, int, types.TypeMessageEntity]] = []
        self._units = 0

    def write(self, text: str) -> None:
        """Add text."""
        if text:
            self._parts.append(text)
            self._units += utf16_len(text)

    def here(self) -> Here:
        """Return the end of the text so far."""
        return Here(self._units, len(self._parts))

    def since(self, start: Here) -> str:
        """Return what was written since a place."""
        return "".join(self._parts[start.parts :])

    def put(self, start: Here, make: Make) -> None:
        """Let a span end here that began at a place; an empty one is none."""
        length = self._units - start.units
        if length > 0:
            entity = make(offset=start.units, length=length)
            # Of two with one place the outer one ends last, and is told first.
            self._entities.append((start.units, -length, -len(self._entities), entity))

    def done(self) -> Parsed:
        """Return it."""
        ordered = sorted(self._entities, key=lambda one: one[:3])
        return Parsed("".join(self._parts), tuple(one[3] for one in ordered))


def link(url: str) -> Make | None:
    """Return what makes a link to an address; one to a user's profile mentions them."""
    user_id = mentioned(url)
    if user_id is not None:
        user = types.InputUser(user_id=user_id, access_hash=0)

        def mention(*, offset: int, length: int) -> types.TypeMessageEntity:
            return types.InputMessageEntityMentionName(offset=offset, length=length, user_id=user)

        return mention
    if not url:
        return None

    def to_url(*, offset: int, length: int) -> types.TypeMessageEntity:
        return types.MessageEntityTextUrl(offset=offset, length=length, url=url)

    return to_url


def custom_emoji(number: int) -> Make:
    """Return what makes a custom emoji."""

    def make(*, offset: int, length: int) -> types.TypeMessageEntity:
        return types.MessageEntityCustomEmoji(offset=offset, length=length, document_id=number)

    return make


def block(*, collapsed: bool) -> Make:
    """Return what makes a quotation."""

    def make(*, offset: int, length: int) -> types.TypeMessageEntity:
        return types.MessageEntityBlockquote(offset=offset, length=length, collapsed=collapsed)

    return make


def code(language: str) -> Make:
    """Return what makes a block of code."""

    def make(*, offset: int, length: int) -> types.TypeMessageEntity:
        return types.MessageEntityPre(offset=offset, length=length, language=language)

    return make


def mentioned(url: str) -> int | None:
    """Return whom an address such as tg://user?id=1 names."""
    number = _in_query(url, "user", "id")
    return number if number is not None and 0 < number < 1 << 52 else None


def emoji_in(url: str) -> int | None:
    """Return which emoji an address such as tg://emoji?id=1 names."""
    return _in_query(url, "emoji", "id")


def _in_query(url: str, host: str, name: str) -> int | None:
    try:
        parts = urlsplit(url)
        found = parse_qs(parts.query, max_num_fields=10).get(name, [""])[0]
    except ValueError:
        return None
    if parts.scheme != "tg" or parts.netloc != host:
        return None
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 20 else None


def byte_offset(text: str, index: int) -> int:
    """Return how many bytes of UTF-8 stand before a character."""
    return len(text[:index].encode("utf-8", "surrogatepass"))
