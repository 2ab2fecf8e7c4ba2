"""Search: one normal form for what is indexed and what is asked.

    text ──fold──► words ──► index_tokens: the set of tokens a message is filed under
                     └─────► query: for each word the tokens that satisfy it

Letters that people take for one (ي and ی, ك and ک, أ and ا) become one, vowel signs and tatweel go,
digits become Latin. A Persian word may be written in one piece, in pieces joined by a zero-width
non-joiner, or in pieces with spaces («میروم», «می‌روم», «می روم»). So that each finds the others,

- the index holds the pieces and the joined forms of a word with non-joiners, and the joined form of
  a light affix that stands apart;
- in a query a word is satisfied by itself or by itself joined to a neighbour.

A word with a light suffix (ها، های، تر، ترین) is also filed under what is left without it. There is
no further stemming. Chinese and Japanese are written without spaces: each character is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MAX_TOKENS = 1024
"""Distinct tokens of one text: a message of 4,096 units reaches about 800 with every word new."""

MAX_QUERY_WORDS = 16
"""Words of a query: each is a term of the tsquery, and nobody types more."""

MAX_TOKEN_LENGTH = 48
"""Letters of a token: enough for every word, and bounds what a stranger puts into the index."""

ZWNJ = "\u200c"

_LETTERS = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ے": "ی",
    "ك": "ک", "ڪ": "ک",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ۂ": "ه", "ۃ": "ه", "ھ": "ه",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا",
    "ؤ": "و",
}  # fmt: skip
"""One letter for those that look or are typed alike."""

_GONE = frozenset("\u0640\u00ad\u200d\u200e\u200f\u061c\u2060\ufeff\u0670")
"""Tatweel, soft hyphen, joiner, direction marks, superscript alef: no part of a word's letters."""

_ASCII_WORDS = re.compile(r"[a-z0-9]+")

_PREFIXES = frozenset(("می", "نمی", "بی"))
_SUFFIXES = frozenset(
    ("ها", "های", "هایی", "هایم", "هایت", "هایش", "تر", "ترین", "ام", "ات", "اش", "ای", "اند")
)
_STEM_SUFFIXES = ("ترین", "های", "ها", "تر")
_MIN_STEM = 3
"""Letters left without a suffix: «دختر» is no comparative of «دخ»."""


class _Table(dict[int, str]):
    """What each character becomes; filled as characters are met, for the basic plane only."""

    def __missing__(self, code: int) -> str:
        replacement = _replacement(chr(code))
        if code < 0x10000:
            self[code] = replacement
        return replacement


def _replacement(char: str) -> str:
    if char == ZWNJ:
        return char
    if char in _GONE or "\u064b" <= char <= "\u065f" or "\u06d6" <= char <= "\u06ed":
        return ""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category[0] not in "LNM":
        return " "
    if category == "Lo" and ("\u3041" <= char <= "\u9fff" or char >= "\U00020000"):
        return f" {char} "
    return _LETTERS.get(char, char)


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the normal form of a text: two that people take for the same are equal.

    Words are separated by one space; a non-joiner inside a word is kept.
    """
    if text.isascii():
        return " ".join(_ASCII_WORDS.findall(text.lower()))
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    return " ".join(word for part in plain.split() if (word := part.strip(ZWNJ)))


def index_tokens(text: str) -> list[str]:
    """Return the tokens a text is filed under, each once, at most `MAX_TOKENS`.

    They are meant for `array_to_tsvector`; none is empty.
    """
    if text.isascii():
        words = dict.fromkeys(_ASCII_WORDS.findall(text.lower()))
        return [word[:MAX_TOKEN_LENGTH] for word in words][:MAX_TOKENS]
    tokens: dict[str, None] = {}
    before = ""
    for word in fold(text).split(" "):
        for token in _forms(word):
            tokens[token[:MAX_TOKEN_LENGTH]] = None
        joined = word.replace(ZWNJ, "")
        if before and (joined in _SUFFIXES or before in _PREFIXES):
            tokens[(before + joined)[:MAX_TOKEN_LENGTH]] = None
        before = joined
        if len(tokens) >= MAX_TOKENS:
            break
    tokens.pop("", None)
    return list(tokens)[:MAX_TOKENS]


def _forms(word: str) -> Iterator[str]:
    """Yield what one word between spaces is filed under."""
    if ZWNJ in word:
        parts = [part for part in word.split(ZWNJ) if part]
        yield from parts
        yield from (first + second for first, second in pairwise(parts))
        word = "".join(parts)
    yield word
    if not word.isascii():
        for suffix in _STEM_SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
                yield word[: -len(suffix)]
                return


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: a text has it if it is filed under any of these.

    Attributes:
        tokens: Tokens as they are.
        beginnings: Beginnings of tokens, where the last word is in it and may still be typed on.
    """

    tokens: tuple[str, ...]
    beginnings: tuple[str, ...]


def query(text: str) -> tuple[Word, ...]:
    """Return what a text must have to be found: all the words, each in one of its forms.

    Empty when nothing in the text can be searched for.
    """
    pieces: list[str] = []
    wholes: list[str] = []
    for word in fold(text).split():
        parts = [part for part in word.split(ZWNJ) if part]
        pieces += parts
        wholes += ["".join(parts)] * len(parts)
    del pieces[MAX_QUERY_WORDS:]
    return tuple(_word(pieces, wholes[at], at) for at in range(len(pieces)))


def _word(pieces: list[str], whole: str, at: int) -> Word:
    """Return the piece, the piece joined to its neighbours, and the word that it is part of."""
    piece, last = pieces[at], len(pieces) - 1
    forms = {piece: at == last, whole: whole.endswith(pieces[last])}
    if _joins(piece):
        before = pieces[at - 1] if at > 0 and _joins(pieces[at - 1]) else ""
        after = pieces[at + 1] if at < last and _joins(pieces[at + 1]) else ""
        ends = at == last or (at + 1 == last and after != "")
        forms |= {before + piece: at == last, piece + after: ends, before + piece + after: ends}
    return Word(
        tuple(form[:MAX_TOKEN_LENGTH] for form, typed_on in forms.items() if not typed_on),
        tuple(form[:MAX_TOKEN_LENGTH] for form, typed_on in forms.items() if typed_on),
    )


def _joins(piece: str) -> bool:
    """Tell whether a piece is of the Arabic script, where words are written joined or apart."""
    return "\u0620" <= piece[0] <= "\u06ff" or "\u0750" <= piece[0] <= "\u08ff"


def tsquery(text: str) -> str:
    """Return a query as PostgreSQL's tsquery, for a cast: `$1::tsquery`.

    Tokens hold letters, digits and marks only, and are quoted nevertheless.

    Returns:
        The query, or "" when there is nothing to search for.
    """
    return " & ".join(_term(word) for word in query(text))


def _term(word: Word) -> str:
    terms = [f"'{token}'" for token in word.tokens] + [f"'{start}':*" for start in word.beginnings]
    return terms[0] if len(terms) == 1 else f"({' | '.join(terms)})"
