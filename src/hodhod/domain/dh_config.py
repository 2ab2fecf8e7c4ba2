"""The group in which two clients agree on a key, and which public values are good in it.

Source: https://core.telegram.org/api/end-to-end#key-generation
"""

from __future__ import annotations

from hodhod.domain.srp import SIZE, G, P

VERSION = 1
"""Clients keep the group and ask with its version; it changes if the group ever does."""

PRIME = P.to_bytes(SIZE, "big")
GENERATOR = G

_SAFE = 1 << (2048 - 64)


def is_good_public(value: bytes) -> bool:
    """Tell whether a client may be given a public value: it would refuse any other.

    1 < value < p − 1 is a must; further from both ends than 2^1984 is what clients ask for.

    Args:
        value: Big-endian, at most 256 bytes.

    Source: https://core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation
    """
    return len(value) <= SIZE and _SAFE <= int.from_bytes(value, "big") <= P - _SAFE
