"""Which transport a client speaks, from its first bytes.

    ef                     abridged
    eeeeeeee               intermediate
    dddddddd               padded intermediate
    POST OPTI GET  HEAD    HTTP
    any, then 00000000     full: its second word is the sequence number
    anything else          obfuscated, 64 bytes, tag at 56

A TLS hello on this port, and an obfuscated init whose tag is unknown, are nothing.

Source: https://core.telegram.org/mtproto/mtproto-transports
"""

from __future__ import annotations

from typing import Final

import msgspec

from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import abridged, http, intermediate, obfuscated, padded
from hodhod.mtproto.transport.abridged import Abridged
from hodhod.mtproto.transport.framing import Framing
from hodhod.mtproto.transport.full import Full
from hodhod.mtproto.transport.http import HttpServer
from hodhod.mtproto.transport.intermediate import Intermediate
from hodhod.mtproto.transport.obfuscated import Obfuscation
from hodhod.mtproto.transport.padded import Padded

_ABRIDGED: Final = Abridged()
_INTERMEDIATE: Final = Intermediate()
"""They have no state, so all connections share them."""


class Detected(msgspec.Struct, frozen=True):
    """What the first bytes of a connection say.

    Attributes:
        framing: Of everything after them.
        opening: How many of them are used up.
        obfuscation: The streams around the frames, if there are any.
    """

    framing: Framing
    opening: int
    obfuscation: Obfuscation | None = None


def detect(buffer: bytearray, entropy: Entropy) -> Detected | None:
    """Looks at all that a client has sent so far.

    Returns:
        None while that is too little to tell.

    Raises:
        FrameError: It is no transport of ours.
    """
    if buffer[:1] == abridged.OPENING:
        return Detected(_ABRIDGED, 1)
    if len(buffer) < 4:
        return None
    word = bytes(buffer[:4])
    if word == intermediate.OPENING:
        return Detected(_INTERMEDIATE, 4)
    if word == padded.OPENING:
        return Detected(Padded(entropy), 4)
    if word in http.VERBS:
        return Detected(HttpServer(), 0)
    if word in obfuscated.RESERVED:
        raise FrameError("a TLS hello")
    if len(buffer) < 8:
        return None
    if not any(buffer[4:8]):
        return Detected(Full(), 0)
    if len(buffer) < obfuscated.INIT_SIZE:
        return None
    obfuscation = obfuscated.accept(bytes(buffer[: obfuscated.INIT_SIZE]))
    return Detected(_inside(obfuscation.tag, entropy), obfuscated.INIT_SIZE, obfuscation)


def _inside(tag: bytes, entropy: Entropy) -> Framing:
    if tag == abridged.OPENING * 4:
        return _ABRIDGED
    if tag == intermediate.OPENING:
        return _INTERMEDIATE
    if tag == padded.OPENING:
        return Padded(entropy)
    raise FrameError("an unknown tag")
