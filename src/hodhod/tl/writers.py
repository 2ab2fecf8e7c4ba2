"""Tables of writing functions: one for each layer, class → function."""

from __future__ import annotations

from collections.abc import Callable

from hodhod.tl.errors import EncodeError, InexpressibleError
from hodhod.tl.generated.tables import LAYERS
from hodhod.tl.mapping import STAND_INS, downgrade, is_changed
from hodhod.tl.readers import codec_module
from hodhod.tl.value import TLObject, VersionRow

OLDEST_LAYER = LAYERS[0]
NEWEST_LAYER = LAYERS[-1]


def known_layer(layer: int) -> int:
    """The layer to speak with a client that announces this one.

    It is the client's own if we know it, else the nearest older one; the oldest known for clients
    older than that.
    """
    return max((known for known in LAYERS if known <= layer), default=OLDEST_LAYER)


def version_of(kind: type[TLObject], layer: int) -> VersionRow | None:
    """The version of a class that a known layer has, or None."""
    for row in kind.tl_versions:
        if row[1] <= layer <= row[2]:
            return row
    return None


class Writers(dict[type, "Writer"]):
    """The writers of one layer. It fills itself as classes are met.

    Attributes:
        layer: a known layer.
    """

    __slots__ = ("layer",)

    def __init__(self, layer: int) -> None:
        super().__init__()
        self.layer = layer

    def __missing__(self, kind: type) -> Writer:
        """Import the writer of a class.

        Raises:
            InexpressibleError: if the layer has no version of it.
            EncodeError: if it is no class of TL at all.
        """
        if not issubclass(kind, TLObject):
            raise EncodeError(f"{kind.__name__} where a value of TL is due")
        row = version_of(kind, self.layer)
        writer: Writer = _no_writer
        if row is not None:
            writer = getattr(codec_module(row[0]), f"w_{row[0]:08x}")
        if is_changed(kind.tl_name, self.layer):
            writer = _downgrading(kind, writer)
        elif row is None:
            raise InexpressibleError(f"layer {self.layer} has no {kind.tl_name}")
        self[kind] = writer
        return writer

    def stand_in(self, type_name: str) -> TLObject:
        """What is written for a missing field of a boxed type.

        Raises:
            InexpressibleError: if there is nothing that could be.
        """
        make = STAND_INS.get(type_name)
        if make is None:
            raise InexpressibleError(f"layer {self.layer} wants a {type_name}")
        return make(None)


Writer = Callable[[TLObject, bytearray, Writers], None]


def _no_writer(value: TLObject, out: bytearray, table: Writers) -> None:
    """The writer of a class that the layer has in other forms only."""
    del out
    raise InexpressibleError(f"layer {table.layer} has no {value.tl_name}")


def _downgrading(kind: type[TLObject], writer: Writer) -> Writer:
    """A writer that brings values into the form of the layer first."""

    def write(value: TLObject, out: bytearray, table: Writers) -> None:
        older = downgrade(value, table.layer)
        if older is None:
            raise InexpressibleError(f"layer {table.layer} cannot say this {kind.tl_name}")
        if older.__class__ is kind:
            writer(older, out, table)
        else:
            table[older.__class__](older, out, table)

    return write


_TABLES = {layer: Writers(layer) for layer in LAYERS}


def writers_of(layer: int) -> Writers:
    """The writers for a client that announces a layer, known or not."""
    table = _TABLES.get(layer)
    return _TABLES[known_layer(layer)] if table is None else table
