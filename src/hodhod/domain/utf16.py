"""Places in a text, counted in UTF-16 code units as the API does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hodhod.domain.text import utf16_len


class Utf16:
    """A text's characters and its UTF-16 units, each counted in the other.

    A character outside the basic plane, most emoji among them, takes two units; where a text has
    none, the two counts are the same and nothing is computed.

    Attributes:
        size: Units of the whole text.
    """

    __slots__ = ("_starts", "_text", "size")

    def __init__(self, text: str) -> None:
        self._text = text
        self.size = utf16_len(text)
        self._starts: list[int] | None = None
        if self.size != len(text):
            self._starts = [0]
            for char in text:
                self._starts.append(self._starts[-1] + (2 if char >= "\U00010000" else 1))

    def unit(self, index: int) -> int:
        """Return the unit at which the character with this index begins."""
        return self._starts[index] if self._starts else index

    def fitted(self, start: int, stop: int) -> tuple[int, int]:
        """Return the largest range of units within this one that cuts no character in two."""
        start, stop = max(start, 0), min(stop, self.size)
        if self._starts and start < stop:
            first = bisect_left(self._starts, start)
            last = bisect_right(self._starts, stop) - 1
            start, stop = self._starts[first], self._starts[last]
        return start, stop

    def slice(self, start: int, stop: int) -> str:
        """Return the characters between two units at which characters begin."""
        if self._starts:
            start, stop = bisect_left(self._starts, start), bisect_left(self._starts, stop)
        return self._text[start:stop]
