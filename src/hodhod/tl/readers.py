"""Tables of reading functions: constructor id → function.

A boxed field reads the id and looks it up in the table of its type, which is the check that the
value is of that type and the choice of the code in one step. Tables fill themselves: the module
with the codec of an id is imported when the id is first met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import ModuleType

from hodhod.tl.errors import DecodeError
from hodhod.tl.mapping import CHANGES, upgrade
from hodhod.tl.value import TLObject

Reader = Callable[[bytes, int, int], tuple[TLObject, int]]

GZIP_PACKED = 0x3072CFA1
"""Stands in the place of any function: TDLib compresses a query inside of its wrappers."""

TAKEN_FOR: Mapping[str, Mapping[int, int]] = {
    "InputChannel": {
        0x27BCBBFC: 0xF35AEC28,  # inputPeerChannel
        0xBD2A0840: 0x5B934F9D,  # inputPeerChannelFromMessage
        0x7F3B18EA: 0xEE8C1E86,  # inputPeerEmpty
    },
    "InputUser": {
        0xDDE8A54C: 0xF21158C6,  # inputPeerUser
        0xA87B0A1C: 0x1DA448E2,  # inputPeerUserFromMessage
        0x7DA07EC9: 0xF7C1B13F,  # inputPeerSelf
        0x7F3B18EA: 0xB98886CF,  # inputPeerEmpty
    },
}
"""Constructors of another type with the same fields, which are read as these.

Pyrogram and its relatives send an inputPeerChannel where an inputChannel is due, and likewise for
users, in every method that has one: "resolve_peer" is all that they know.
"""

_CODECS = "hodhod.tl.generated.codecs"
_module_of: dict[int, str] = {}
_name_of: dict[int, str] = {}


class Readers(dict[int, Reader]):
    """The readers of the constructors of one type.

    Attributes:
        type_name: the type, for messages.
        ids: the constructors of the type, in any layer.
    """

    __slots__ = ("ids", "type_name")

    def __init__(self, type_name: str, ids: Iterable[int]) -> None:
        super().__init__()
        self.type_name = type_name
        self.ids = frozenset(ids)

    def __missing__(self, number: int) -> Reader:
        """Import the reader of an id, or of what it is taken for.

        Raises:
            DecodeError: if the type has no such constructor.
        """
        if number not in self.ids:
            taken_for = TAKEN_FOR.get(self.type_name, {}).get(number)
            if taken_for is not None:
                self[number] = self[taken_for]
                return self[number]
            raise DecodeError(f"{number:08x} is not of the type {self.type_name}")
        module = codec_module(number)
        reader: Reader = getattr(module, f"r_{number:08x}")
        name = _name_of[number]
        if name in CHANGES and module.__name__.endswith("_older"):
            reader = _upgrading(reader, name)
        self[number] = reader
        return reader


def _upgrading(reader: Reader, name: str) -> Reader:
    """A reader that brings what it reads into the newest form."""

    def read(b: bytes, p: int, d: int) -> tuple[TLObject, int]:
        value, p = reader(b, p, d)
        return upgrade(name, value), p

    return read


def place(module: str, is_function: bool, names: Mapping[int, str]) -> None:
    """Note which module of ``codecs`` has the codecs of some ids."""
    for number, name in names.items():
        _module_of[number] = module
        _name_of[number] = name
    ANYTHING.ids |= frozenset(names)
    if is_function:
        ANY_FUNCTION.ids |= frozenset(names)


def codec_module(number: int) -> ModuleType:
    """The generated module that has the codec of an id."""
    return import_module(f"{_CODECS}.{_module_of[number]}")


ANYTHING = Readers("Object", ())
ANY_FUNCTION = Readers("function", (GZIP_PACKED,))
