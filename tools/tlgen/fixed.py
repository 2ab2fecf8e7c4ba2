"""Runs of fields of fixed size, which one ``struct`` call reads or writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from struct import calcsize

# TL type → code of the struct module. Everything is little-endian.
CODES = {
    "int": "i",
    "long": "q",
    "double": "d",
    "#": "I",
    "Bool": "I",
    "int128": "16s",
    "int256": "32s",
}


@dataclass(slots=True)
class Structs:
    """The struct objects that a module needs, each under the name of its layout."""

    layouts: set[str] = field(default_factory=set)

    def unpack(self, codes: Iterable[str]) -> tuple[str, int]:
        """The name of the function that reads these, and their size in bytes."""
        layout = "".join(codes)
        self.layouts.add(layout)
        return f"u_{layout}", calcsize(f"<{layout}")

    def pack(self, codes: Iterable[str]) -> str:
        """The name of the function that packs these."""
        layout = "".join(codes)
        self.layouts.add(layout)
        return f"p_{layout}"

    def lines(self) -> list[str]:
        """The definitions, for the head of the module."""
        result = []
        for layout in sorted(self.layouts):
            result.append(f"s_{layout} = Struct('<{layout}')")
            result.append(f"u_{layout} = s_{layout}.unpack_from")
            result.append(f"p_{layout} = s_{layout}.pack")
        return result
