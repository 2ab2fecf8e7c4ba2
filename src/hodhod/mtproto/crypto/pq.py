"""The proof of work at the start of a handshake: a number to take apart into two primes.

Source: https://core.telegram.org/mtproto/auth_key#dh-exchange-initiation
"""

from __future__ import annotations

import cryptg
import gmpy2

from hodhod.mtproto.entropy import Entropy

_HIGHEST_BIT = 1 << 30
"""Primes have 31 bits: their product needs 61 or 62, so 8 bytes, and stays under 2^63."""


def make(entropy: Entropy) -> tuple[int, int]:
    """Two distinct odd primes, the smaller one first."""
    p = _prime(entropy)
    q = _prime(entropy)
    while p == q:
        q = _prime(entropy)
    return min(p, q), max(p, q)


def factorise(pq: int) -> tuple[int, int]:
    """Takes a product of two primes under 2^63 apart, as a client; the smaller one first."""
    p, q = cryptg.factorize_pq_pair(pq)
    return min(p, q), max(p, q)


def _prime(entropy: Entropy) -> int:
    start = int.from_bytes(entropy(4), "little") % _HIGHEST_BIT
    return int(gmpy2.next_prime(_HIGHEST_BIT + start))
