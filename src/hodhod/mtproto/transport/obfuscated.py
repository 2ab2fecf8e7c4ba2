"""Obfuscation: AES-256-CTR around one of the other transports, so that it looks like noise.

    the client's first 64 bytes, of which those from 56 on are sent encrypted by the stream itself
    ┌──────────┬──────────────────────┬─────────┬────────┬───────┬───────┐
    │ noise: 8 │ key: 32              │ iv: 16  │ tag: 4 │ dc: 2 │ any: 2│
    └──────────┴──────────────────────┴─────────┴────────┴───────┴───────┘
    client → server   key = init[8:40], iv = init[40:56]
    server → client   the same of init[8:56] backwards
    tag               efefefef abridged, eeeeeeee intermediate, dddddddd padded intermediate

The noise must not begin like another transport. No secret is shared: this hides from filters that
look at forms, not from those that know this page.

Source: https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation
"""

from __future__ import annotations

from typing import Final

import msgspec

from hodhod.mtproto.crypto.aes_ctr import AesCtr
from hodhod.mtproto.entropy import Entropy

INIT_SIZE: Final = 64

RESERVED: Final = frozenset(
    {
        b"POST",
        b"GET ",
        b"HEAD",
        b"OPTI",
        b"\xee\xee\xee\xee",
        b"\xdd\xdd\xdd\xdd",
        b"\x16\x03\x01\x02",
    }
)
"""How no init begins: the verbs of HTTP, the tags of the bare transports, a TLS hello."""


class Obfuscation(msgspec.Struct, frozen=True, gc=False):
    """The two key streams of a connection, and what its init says.

    Attributes:
        inbound: Of what this side reads.
        outbound: Of what this side writes.
        tag: The 4 bytes of the transport inside.
        dc_id: The data centre the client means; most clients leave noise here.
    """

    inbound: AesCtr
    outbound: AesCtr
    tag: bytes
    dc_id: int


def collides(init: bytes | bytearray) -> bool:
    """Whether these bytes (8 or more) begin like another transport.

    The second word of the full transport is its sequence number, 0.
    """
    return init[0] == 0xEF or bytes(init[:4]) in RESERVED or not any(init[4:8])


def accept(init: bytes) -> Obfuscation:
    """Reads a client's init of 64 bytes, as the server; the caller looks at the tag."""
    backwards = init[8:56][::-1]
    inbound = AesCtr(init[8:40], init[40:56])
    outbound = AesCtr(backwards[:32], backwards[32:])
    end = inbound.apply(init)[56:]
    return Obfuscation(inbound, outbound, end[:4], int.from_bytes(end[4:6], "little", signed=True))


def begin(tag: bytes, dc_id: int, entropy: Entropy) -> tuple[bytes, Obfuscation]:
    """Makes the init of a client.

    Args:
        tag: 4 bytes, of the transport inside.
        dc_id: −32768 to 32767; negative for media, 10000 more for test.
        entropy: Of the noise and the keys.

    Returns:
        The 64 bytes to write first, and the streams of everything after them.
    """
    noise = entropy(INIT_SIZE)
    while collides(noise):
        noise = entropy(INIT_SIZE)
    plain = noise[:56] + tag + dc_id.to_bytes(2, "little", signed=True) + noise[62:]
    backwards = plain[8:56][::-1]
    inbound = AesCtr(backwards[:32], backwards[32:])
    outbound = AesCtr(plain[8:40], plain[40:56])
    init = plain[:56] + outbound.apply(plain)[56:]
    return init, Obfuscation(inbound, outbound, tag, dc_id)
