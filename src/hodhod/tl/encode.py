"""From values to bytes, in a layer."""

from __future__ import annotations

import struct

from hodhod.tl.errors import EncodeError, InexpressibleError
from hodhod.tl.fitting import fit
from hodhod.tl.value import TLObject
from hodhod.tl.writers import NEWEST_LAYER, writers_of


def encode(value: TLObject, layer: int = NEWEST_LAYER) -> bytes:
    """A value as a client of a layer understands it.

    Args:
        value: a constructor, function or MTProto object.
        layer: the layer the client announced.

    Returns:
        The boxed value.

    Raises:
        InexpressibleError: if the layer cannot express the value at all.
        EncodeError: if a field is of the wrong type or out of range.
    """
    table = writers_of(layer)
    out = bytearray()
    try:
        try:
            table[value.__class__](value, out, table)
        except InexpressibleError:
            value = fit(value, table.layer)
            out.clear()
            table[value.__class__](value, out, table)
    except (struct.error, TypeError, AttributeError, UnicodeEncodeError, RecursionError) as error:
        raise EncodeError(f"{type(value).__name__}: {error}") from error
    return bytes(out)
