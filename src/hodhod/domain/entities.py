"""Formatting of message texts: what a client sent, made fit to be stored and sent to others.

An entity says that a run of UTF-16 code units is bold, a link, a quotation. What a client sends is
never trusted: afterwards every entity lies inside the text, on whole characters, and

- code and pre hold nothing else and are never inside a link;
- links (whatever can be tapped) do not overlap each other;
- bold, italic, underline, strike and spoiler may overlap each other; two of a kind are merged;
- quotations do not overlap each other, nor custom emoji each other.

What can be seen from the text itself (addresses, @names, #tags …) is found here and not taken from
the client.

Source: https://core.telegram.org/api/entities
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from hodhod.domain.entity_detection import Link, find_links
from hodhod.domain.errors import bad_request
from hodhod.domain.link import checked_url
from hodhod.domain.text import strip_controls, utf16_len
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

MAX_ENTITIES = 100
"""Entities of one message, as clients count on it."""

MAX_GIVEN = 1000
"""Entities that a client may send; more is refused unread."""

MAX_TEXT = 4096
"""UTF-16 units of a message."""

MAX_LANGUAGE = 64
"""Characters of the programming language of a `pre`."""

Resolve = Callable[[types.TypeInputUser], int | None]
"""Returns the id of a user that the sender may mention, or None."""

_STYLES = (
    types.MessageEntityBold,
    types.MessageEntityItalic,
    types.MessageEntityUnderline,
    types.MessageEntityStrike,
    types.MessageEntitySpoiler,
)
_QUOTED = (*_STYLES, types.MessageEntityCustomEmoji)
_CODE = (types.MessageEntityPre, types.MessageEntityCode)
_GIVEN_LINKS = (
    types.MessageEntityTextUrl,
    types.MessageEntityMentionName,
    types.MessageEntityFormattedDate,
)
_ALONE = (types.MessageEntityBlockquote, types.MessageEntityCustomEmoji)


@dataclass(frozen=True, slots=True)
class _Span:
    """An entity's place: UTF-16 units from `start` up to `stop`."""

    start: int
    stop: int
    entity: types.TypeMessageEntity

    def placed(self) -> types.TypeMessageEntity:
        return msgspec.structs.replace(
            self.entity, offset=self.start, length=self.stop - self.start
        )


def formatted(
    text: str,
    entities: Sequence[types.TypeMessageEntity] | None,
    *,
    resolve_user: Resolve = lambda _: None,
    limit: int = MAX_TEXT,
) -> tuple[str, tuple[types.TypeMessageEntity, ...]]:
    """Return a text and its entities as they are stored.

    Args:
        text: What the client sent.
        entities: What the client sent with it, in any order.
        resolve_user: Names the user of an `inputMessageEntityMentionName`.
        limit: UTF-16 units that the stripped text may have.

    Returns:
        The text without white space at its ends, perhaps empty, and its entities by place, outer
        ones first.

    Raises:
        RpcError: 400 MESSAGE_TOO_LONG or ENTITIES_TOO_LONG.
    """
    whole = strip_controls(text)
    clean = whole.strip()
    if not clean:
        return "", ()
    if utf16_len(clean) > limit:
        raise bad_request("MESSAGE_TOO_LONG")
    if entities and len(entities) > MAX_GIVEN:
        raise bad_request("ENTITIES_TOO_LONG")
    links = tuple(find_links(clean))
    if not (entities or links):
        return clean, ()
    units = Utf16(clean)
    skipped = utf16_len(whole[: len(whole) - len(whole.lstrip())])
    given = _given(entities or (), units, skipped, resolve_user)
    spans = _arranged(given, _detected(links, units))
    return clean, tuple(span.placed() for span in spans[:MAX_ENTITIES])


def in_quotes(
    entities: Iterable[types.TypeMessageEntity],
) -> tuple[types.TypeMessageEntity, ...]:
    """Return the entities that a quote may have: how it looks, not where it leads."""
    return tuple(one for one in entities if isinstance(one, _QUOTED))


def _given(
    entities: Iterable[types.TypeMessageEntity], units: Utf16, skipped: int, resolve: Resolve
) -> list[_Span]:
    """Return the client's entities that make sense, inside the text, by place."""
    spans = []
    for entity in entities:
        start = entity.offset - skipped
        start, stop = units.fitted(start, start + entity.length)
        if start < stop and not units.slice(start, stop).isspace():
            meant = _meant(entity, resolve)
            if meant is not None:
                spans.append(_Span(start, stop, meant))
    return sorted(spans, key=_place)


def _place(span: _Span) -> tuple[int, int]:
    return span.start, -span.stop


def _meant(entity: types.TypeMessageEntity, resolve: Resolve) -> types.TypeMessageEntity | None:
    """Return what to store for an entity, None if it is not a client's to send or leads nowhere."""
    match entity:
        case types.InputMessageEntityMentionName():
            user_id = resolve(entity.user_id)
            if user_id is None:
                return None
            return types.MessageEntityMentionName(offset=0, length=0, user_id=user_id)
        case types.MessageEntityMentionName():
            user_id = resolve(types.InputUser(user_id=entity.user_id, access_hash=0))
            return entity if user_id is not None else None
        case types.MessageEntityTextUrl():
            url = checked_url(entity.url)
            return None if url is None else msgspec.structs.replace(entity, url=url)
        case types.MessageEntityPre() if len(entity.language) > MAX_LANGUAGE:
            return msgspec.structs.replace(entity, language="")
        case (
            types.MessageEntityPre()
            | types.MessageEntityCode()
            | types.MessageEntityBold()
            | types.MessageEntityItalic()
            | types.MessageEntityUnderline()
            | types.MessageEntityStrike()
            | types.MessageEntitySpoiler()
            | types.MessageEntityBlockquote()
            | types.MessageEntityCustomEmoji()
            | types.MessageEntityFormattedDate()
        ):
            return entity
        case _:
            return None


def _detected(links: Iterable[Link], units: Utf16) -> list[_Span]:
    """Return the links that the text itself shows."""
    return [_Span(units.unit(link.start), units.unit(link.stop), link.entity()) for link in links]


def _arranged(given: list[_Span], detected: list[_Span]) -> list[_Span]:
    """Return the entities that may stand together, by place, outer ones first."""
    code = _apart(span for span in given if isinstance(span.entity, _CODE))
    links = _outside((span for span in given if isinstance(span.entity, _GIVEN_LINKS)), code)
    links = _apart(links)
    found = _outside(detected, sorted(code + links, key=_place))
    alone = [
        span
        for kind in _ALONE
        for span in _apart(span for span in given if isinstance(span.entity, kind))
        if kind is types.MessageEntityBlockquote or _outside([span], code)
    ]
    styles = [
        piece
        for kind in _STYLES
        for span in _merged(span for span in given if isinstance(span.entity, kind))
        for piece in _cut_out(span, code)
    ]
    return sorted(alone + styles + code + links + found, key=_place)


def _apart(spans: Iterable[_Span]) -> list[_Span]:
    """Return the spans, in order, without those that overlap one before them."""
    kept: list[_Span] = []
    for span in spans:
        if not kept or kept[-1].stop <= span.start:
            kept.append(span)
    return kept


def _outside(spans: Iterable[_Span], taken: list[_Span]) -> list[_Span]:
    """Return the spans that touch none of the places taken; both are in order."""
    kept = []
    at = 0
    for span in spans:
        while at < len(taken) and taken[at].stop <= span.start:
            at += 1
        if at == len(taken) or span.stop <= taken[at].start:
            kept.append(span)
    return kept


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Return spans of one style with those that touch or overlap made one."""
    merged: list[_Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].stop:
            stop = max(span.stop, merged[-1].stop)
            merged[-1] = _Span(merged[-1].start, stop, merged[-1].entity)
        else:
            merged.append(span)
    return merged


def _cut_out(span: _Span, taken: list[_Span]) -> Iterator[_Span]:
    """Yield what is left of a span around the places taken."""
    start = span.start
    for other in taken:
        if other.stop <= start:
            continue
        if other.start >= span.stop:
            break
        if start < other.start:
            yield _Span(start, other.start, span.entity)
        start = other.stop
    if start < span.stop:
        yield _Span(start, span.stop, span.entity)
