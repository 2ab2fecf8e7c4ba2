"""Text that people type: digits, UTF-16 lengths, and characters that must not do harm.

Offsets in the API count UTF-16 code units, so what is done to a message before its entities are
looked at replaces one unit by one unit. Names have no entities: there whole characters may go.
"""

from __future__ import annotations

import re

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)

_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}

_BIDI_CONTROLS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates: in a name they reorder the text around it."""

_BLANKS = str.maketrans(
    "", "", "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2800\u3164\ufeff\uffa0"
)
"""Characters that show as nothing: a name of these alone would be nobody's."""

_JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""ZWNJ, ZWJ and direction marks: at home inside Persian words and emoji, senseless at the ends."""

_SPACES = re.compile(r"[^\S\n]+")
_NEWLINES = re.compile(r" ?\n ?")
_MANY_NEWLINES = re.compile(r"\n{3,}")
_NONE_VISIBLE = re.compile(rf"[\s{_JOINERS}]*")


def fold_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as Latin ones."""
    return text if text.isascii() else text.translate(_DIGITS)


def utf16_len(text: str) -> int:
    """Return how many UTF-16 code units the text takes, as the API counts."""
    if text.isascii() or max(text) < "\U00010000":
        return len(text)
    return len(text) + sum(char >= "\U00010000" for char in text)


def cut(text: str, limit: int) -> str:
    """Return the longest beginning of the text within so many UTF-16 code units."""
    if len(text) * 2 <= limit or utf16_len(text) <= limit:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: limit * 2]
    return units.decode("utf-16-le", "ignore")


def neutralise_bidi(text: str) -> str:
    """Return the text without characters that would reorder what stands around it."""
    return text if text.isascii() else text.translate(_BIDI_CONTROLS)


def strip_controls(text: str) -> str:
    """Return the text with a space for each control character but the newline.

    The length in UTF-16 units stays, and with it the offsets of entities.
    """
    return text if text.isprintable() else text.translate(_CONTROLS)


def line(text: str, limit: int) -> str:
    """Return a text as one clean line, such as a name or a title.

    Args:
        text: What was typed.
        limit: UTF-16 code units; what is longer is cut.

    Returns:
        The line: no controls, nothing that reorders its neighbours, no runs of space, empty if
        nothing of it would be seen.
    """
    return paragraphs(text.replace("\n", " "), limit)


def paragraphs(text: str, limit: int) -> str:
    """Return a text of several lines, such as a description, cleaned like a `line`."""
    clean = strip_controls(text)
    if not clean.isascii():
        clean = clean.translate(_BIDI_CONTROLS).translate(_BLANKS)
        if _NONE_VISIBLE.fullmatch(clean):
            return ""
    clean = _NEWLINES.sub("\n", _SPACES.sub(" ", clean))
    return cut(_MANY_NEWLINES.sub("\n\n", clean).strip(), limit).strip()
