"""Words that stand for emoji, in the languages of the server: what clients offer while one types.

words.tsv       emoji ⇥ words in English ⇥ words in Persian, commas between words
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

LANGUAGES = ("en", "fa")
"""In the order of the columns."""

VERSION = 2
"""One more whenever words are added; clients that have this one are told nothing."""


@cache
def words(language: str) -> Mapping[str, Sequence[str]]:
    """Return the emoji of each word of a language; nothing for a language that is not known."""
    if language not in LANGUAGES:
        return {}
    column = LANGUAGES.index(language) + 1
    found: dict[str, list[str]] = defaultdict(list)
    for line in _table().splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            for word in cells[column].split(","):
                found[word].append(cells[0])
    return {word: tuple(emoji) for word, emoji in sorted(found.items())}


@cache
def _table() -> str:
    return resources.files(__name__).joinpath("words.tsv").read_text("utf-8")
