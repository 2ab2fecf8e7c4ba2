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
        """Import the reader of an id.

        Raises:
            DecodeError: if the type has no such constructor.
        """
        if number not in self.ids:
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
