"""The number by which a client says which list it has already.

Source: https://core.telegram.org/api/offsets#hash-generation
"""

from __future__ import annotations

from collections.abc import Iterable

_MASK = (1 << 64) - 1


def result_hash(numbers: Iterable[int]) -> int:
    """Return the hash of a list as clients compute it: 64 bits, signed."""
    folded = 0
    for number in numbers:
        folded ^= folded >> 21
        folded ^= (folded << 35) & _MASK
        folded ^= folded >> 4
        folded = (folded + number) & _MASK
    return folded - (1 << 64) if folded >> 63 else folded
