"""Finding stickers: by emoji, by words, by the names of sets.

Everybody's own sets come first. Words are taken as Persian and every other search here takes them.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers.view import covered, documents_of
from hodhod.domain.caller import Caller
from hodhod.domain.emoji import plain, split_emoji
from hodhod.domain.search_text import index_tokens, tsquery
from hodhod.domain.sticker_set import Kind
from hodhod.domain.text import cut
from hodhod.store.installed_sets import installed
from hodhod.tl import types

SETS_LIMIT = 50
"""Sets of an answer: a screen or two."""

LOOKED_AT = 1000
"""Stickers that are looked at for an answer: everybody has some for the common emoji."""

STICKERS_LIMIT = 100
"""Stickers of an answer."""

QUERY_UNITS = 256
"""UTF-16 units of a query that are read."""

WORDS_LIMIT = 64
"""Emoji and words of a query."""


async def find_sets(
    app: App, caller: Caller, text: str, kind: Kind
) -> list[types.TypeStickerSetCovered]:
    """Return sets of a kind by words of their title or short name, newest first."""
    words = tsquery(cut(text.replace("_", " "), QUERY_UNITS))
    if not words:
        return []
    found = await app.store.sticker_sets.search(words, kind, SETS_LIMIT)
    found.sort(key=lambda one: -one.set_id)
    return await covered(app, found, caller.me)


async def find_ids(app: App, caller: Caller, text: str, kind: Kind) -> list[int]:
    """Return the documents of stickers by emoji or keywords, those of one's own sets first."""
    words = searched_words(text)
    if not words:
        return []
    own = await installed(app.store.shard(caller.box), caller.box, kind)
    return await app.store.sticker_sets.find(
        words, kind, first=[one.set_id for one in own], limit=LOOKED_AT
    )


async def find_stickers(
    app: App, caller: Caller, text: str, kind: Kind, *, offset: int = 0, limit: int = STICKERS_LIMIT
) -> tuple[list[types.Document], int | None]:
    """Return a page of stickers by emoji or keywords, and where the next page begins."""
    ids = await find_ids(app, caller, text, kind)
    end = offset + limit
    return await documents_of(app, ids[offset:end]), end if end < len(ids) else None


def searched_words(text: str) -> list[str]:
    """Return what is looked for: plain emoji, and words in their normal form."""
    words: list[str] = []
    for one in cut(text, QUERY_UNITS).split():
        emoji = split_emoji(one)
        words += map(plain, emoji) if emoji else index_tokens(one)
    return list(dict.fromkeys(words))[:WORDS_LIMIT]
