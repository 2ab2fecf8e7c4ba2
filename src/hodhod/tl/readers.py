"""Tables of reading functions: constructor id → function.

A boxed field reads the id and looks it up in the table of its type, which is the check that the
value is of that type and the choice of the code in one step. Tables fill themselves: the module
with the codec of an id is imported when the id is first met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from hodhod.tl.errors import DecodeError

Reader = Callable[[bytes, int, int], tuple[Any, int]]
Writer = Callable[[Any, bytearray, Any], None]

_CODECS = "hodhod.tl.generated.codecs"
_place: dict[int, str] = {}


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
        reader: Reader = getattr(codec_module(number), f"r_{number:08x}")
        self[number] = reader
        return reader


def place(module: str, is_function: bool, ids: Iterable[int]) -> None:
    """Note which module of ``codecs`` has the codecs of some ids."""
    for number in ids:
        _place[number] = module
    ANYTHING.ids |= frozenset(ids)
    if is_function:
        ANY_FUNCTION.ids |= frozenset(ids)


def codec_module(number: int) -> Any:
    """The generated module that has the codec of an id."""
    return import_module(f"{_CODECS}.{_place[number]}")


ANYTHING = Readers("Object", ())
ANY_FUNCTION = Readers("function", ())
