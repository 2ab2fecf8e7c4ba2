"""Hashtags of messages: the mark that a message is found by, and the tags of a query.

    «کتابِ خوب #کتاب_خوانی»  ─►  ##کتابخوانی      also for #کتابخوانی and #کتاب‌خوانی
    "#Some_Book"              ─►  ##some_book

Letters and digits are folded as in every search. Pieces of a word of the Arabic script are joined,
since people write such words joined or apart; in Latin, #not_able and #notable are two.

Source: https://core.telegram.org/api/search#hashtags
"""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.domain.entity_detection import find_links
from hodhod.domain.search_text import MAX_TOKEN_LENGTH, ZWNJ, fold
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

MARK = "##"

TAGS_LIMIT = 50
"""Hashtags of one message; a text has room for a thousand."""


def hashtag_token(text: str) -> str | None:
    """Return the mark of messages with a hashtag; None for what has no letters or digits.

    Args:
        text: The hashtag, with or without its sign and the name of a chat after it.
    """
    tag = text.partition("@")[0].removeprefix("#")
    words = fold(tag).replace(ZWNJ, "").split()
    key = ("_" if tag.isascii() else "").join(words)
    return MARK + key[: MAX_TOKEN_LENGTH - len(MARK)] if key else None


def hashtag_tokens(text: str, entities: Iterable[types.TypeMessageEntity]) -> list[str]:
    """Return the marks of the hashtags in a text, each once."""
    found: dict[str, None] = {}
    units: Utf16 | None = None
    for entity in entities:
        if not isinstance(entity, types.MessageEntityHashtag):
            continue
        units = units or Utf16(text)
        token = hashtag_token(units.slice(entity.offset, entity.offset + entity.length))
        if token is not None:
            found[token] = None
        if len(found) == TAGS_LIMIT:
            break
    return list(found)


def tags_and_words(query: str) -> tuple[list[str], str]:
    """Return the marks of the hashtags that a query names, and the rest of it."""
    tokens: dict[str, None] = {}
    rest = ""
    end = 0
    for link in find_links(query):
        token = hashtag_token(query[link.start : link.stop]) if link.kind == "hashtag" else None
        if token is not None and len(tokens) < TAGS_LIMIT:
            tokens[token] = None
            rest += query[end : link.start]
            end = link.stop
    return list(tokens), rest + query[end:]
