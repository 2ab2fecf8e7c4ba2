"""What in a text is a link of some kind: people expect it to be there to be tapped.

The client sends the formatting that its user chose; addresses, @names, #tags, /commands and numbers
are found here, the same for every client.

Source: https://core.telegram.org/api/entities
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hodhod.domain.country_names import COUNTRY_NAMES
from hodhod.tl import types

_GENERIC_ENDS = """
    com net org edu gov mil int info biz name pro aero coop museum mobi travel jobs tel asia cat
    app dev io ai xyz online site website shop store blog cloud tech club live news top vip win wiki
    link click space fun world today email chat social group team agency media studio design digital
    network systems solutions services software company business center academy school education
    university health care clinic finance money bank tv radio film games game video photo photos
    page one onion ton local eu uk su ac ایران
"""
_ENDS = frozenset(code.lower() for code in COUNTRY_NAMES) | frozenset(_GENERIC_ENDS.split())
"""Ends of host names that make a link without a scheme; "e.g" and «رفت.بعد» are no links."""

_NAME = r"[A-Za-z][A-Za-z0-9_]{2,31}"
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,10}[^\W\d_]{2,24}"
_ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
_TAIL = r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»]*)?"
_TAG = r"[\w\u200c\u00b7\u064b-\u0652\u0670]"

_PATTERNS = {
    "url": rf"(?<![\w@])(?:https?|ftp)://(?:[^\s/@<>\"«»]{{1,64}}@)?(?:{_HOST}|localhost|{_ADDRESS})"
    + _TAIL,
    "scheme": r"(?<![\w@])(?:tg|ton)://[^\s<>\"«»]+",
    "email": rf"(?<![\w.+@-])\w[\w.+-]{{0,63}}@{_HOST}(?![\w@])",
    "host": rf"(?<![\w.@/-]){_HOST}(?![\w@]){_TAIL}",
    "mention": rf"(?<![\w@/])@{_NAME}(?!\w)",
    "hashtag": (
        rf"(?<![\w#])#(?={_TAG}{{0,255}}?[^\W\d_]){_TAG}{{1,256}}(?![\w#])(?:@{_NAME}(?!\w))?"
    ),
    "cashtag": r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])",
    "command": rf"(?<![\w/<>])/[A-Za-z0-9_]{{1,64}}(?:@{_NAME})?(?![\w/<>@])",
    "phone": (
        r"(?<![\w+.,/#$-])(?:\+\d{1,3}(?:[ ()-]{0,2}\d){7,12}"
        r"|[0۰][9۹]\d\d[ -]?\d{3}[ -]?\d\d[ -]?\d\d)(?![\w/])"
    ),
}
_LINKS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
"""Every repetition is bounded or cannot begin inside itself: the time is linear in the text."""

_TRIGGER = re.compile(r"[@#$/.+]|[0۰][9۹]")
"""What every link has in it: most messages have none of these and are done."""

_PUNCTUATION = ".,:;!?'\"…،؛؟*_~`|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}

_ENTITIES: dict[str, types.TypeMessageEntity] = {
    "url": types.MessageEntityUrl(offset=0, length=0),
    "scheme": types.MessageEntityUrl(offset=0, length=0),
    "host": types.MessageEntityUrl(offset=0, length=0),
    "email": types.MessageEntityEmail(offset=0, length=0),
    "mention": types.MessageEntityMention(offset=0, length=0),
    "hashtag": types.MessageEntityHashtag(offset=0, length=0),
    "cashtag": types.MessageEntityCashtag(offset=0, length=0),
    "command": types.MessageEntityBotCommand(offset=0, length=0),
    "phone": types.MessageEntityPhone(offset=0, length=0),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of a text that is a link.

    Attributes:
        kind: Which: "url", "scheme", "host", "email", "mention", "hashtag", "cashtag", "command",
            "phone".
        start: Index of its first character.
        stop: Index after its last.
    """

    kind: str
    start: int
    stop: int

    def entity(self) -> types.TypeMessageEntity:
        """Return the entity for it, not yet placed: entities count in UTF-16 units."""
        return _ENTITIES[self.kind]


def find_links(text: str) -> Iterator[Link]:
    """Yield the links of a text in order; they do not overlap."""
    if not _TRIGGER.search(text):
        return
    for match in _LINKS.finditer(text):
        kind = match.lastgroup or ""
        start, stop = match.span()
        if kind in {"url", "scheme", "host"}:
            stop = _without_punctuation(text, start, stop)
            if kind == "host" and not _has_known_end(text[start:stop]):
                continue
        yield Link(kind, start, stop)


def _without_punctuation(text: str, start: int, stop: int) -> int:
    """Return where an address ends: the full stop after it belongs to the sentence."""
    unopened = {
        closing: text.count(closing, start, stop) - text.count(opening, start, stop)
        for closing, opening in _BRACKETS.items()
    }
    while stop > start + 1:
        last = text[stop - 1]
        if unopened.get(last, 0) > 0:
            unopened[last] -= 1
        elif last not in _PUNCTUATION:
            break
        stop -= 1
    return stop


def _has_known_end(address: str) -> bool:
    host = re.split(r"[:/?#]", address, maxsplit=1)[0]
    end = host.rpartition(".")[2].lower()
    return end in _ENDS
