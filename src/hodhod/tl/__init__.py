"""TL: the values of the Telegram API and of MTProto, and their bytes.

``types``, ``functions`` and ``mtproto`` hold a class for each name of the schema; ``decode`` reads
any version of any of them, ``encode`` writes the version of a layer. Pure: no I/O, no clock.
"""

from hodhod.tl.answers import Result
from hodhod.tl.decode import Limits, decode, decode_prefix
from hodhod.tl.encode import encode
from hodhod.tl.errors import DecodeError, EncodeError, InexpressibleError
from hodhod.tl.generated import functions, mtproto, types
from hodhod.tl.results import decode_result, encode_result, result_type
from hodhod.tl.value import TLFunction, TLObject
from hodhod.tl.writers import NEWEST_LAYER, OLDEST_LAYER, known_layer

FUNCTIONS: tuple[type[TLFunction], ...] = tuple(
    kind
    for kind in TLFunction.__subclasses__()
    if kind.__module__.startswith("hodhod.tl.generated.functions")
)
"""Every function of the API, of all layers."""

__all__ = [
    "FUNCTIONS",
    "NEWEST_LAYER",
    "OLDEST_LAYER",
    "DecodeError",
    "EncodeError",
    "InexpressibleError",
    "Limits",
    "Result",
    "TLFunction",
    "TLObject",
    "decode",
    "decode_prefix",
    "decode_result",
    "encode",
    "encode_result",
    "functions",
    "known_layer",
    "mtproto",
    "result_type",
    "types",
]
