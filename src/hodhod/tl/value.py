"""The base classes of all generated values."""

from __future__ import annotations

from typing import ClassVar

import msgspec

VersionRow = tuple[int, int, int, str]
Versions = tuple[VersionRow, ...]


class TLObject(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A value of TL: one class for each name, with the fields of all its versions.

    Values are immutable; ``msgspec.structs.replace(value, field=…)`` makes a changed copy.

    Attributes:
        tl_name: the name in the schema, ``messages.sendMessage``.
        tl_result: the type it is of, or, of a function, answers with, in the newest layer.
        tl_versions: rows of constructor id, first layer, last layer, type; newest first.
    """

    tl_name: ClassVar[str] = ""
    tl_result: ClassVar[str] = ""
    tl_versions: ClassVar[Versions] = ()


class TLFunction(TLObject, frozen=True, kw_only=True, gc=False):
    """A request."""
