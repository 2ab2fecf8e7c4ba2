"""Tables of writing functions: one for each layer, class → function."""

from __future__ import annotations

from functools import cache
from typing import Any

from hodhod.tl.errors import EncodeError, Inexpressible
from hodhod.tl.generated.tables import LAYERS
from hodhod.tl.readers import Writer, codec_module
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


class Writers(dict[type, Writer]):
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
            Inexpressible: if the layer has no version of it.
            EncodeError: if it is no class of TL at all.
        """
        if not issubclass(kind, TLObject):
            raise EncodeError(f"{kind.__name__} where a value of TL is due")
        row = version_of(kind, self.layer)
        if row is None:
            raise Inexpressible(f"layer {self.layer} has no {kind.tl_name}")
        writer: Writer = getattr(codec_module(row[0]), f"w_{row[0]:08x}")
        self[kind] = writer
        return writer

    def stand_in(self, type_name: str) -> Any:
        """What is written for a missing field of a boxed type."""
        raise Inexpressible(f"layer {self.layer} wants a {type_name}")


@cache
def _writers(layer: int) -> Writers:
    return Writers(layer)


def writers_of(layer: int) -> Writers:
    """The writers for a client that announces a layer, known or not."""
    return _writers(known_layer(layer))
