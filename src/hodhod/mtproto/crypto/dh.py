"""Diffie–Hellman, as MTProto does it: one safe prime of 2048 bits and g = 3.

Source: https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
"""

from __future__ import annotations

from typing import Final

from hodhod.mtproto.crypto.power import power_modulo
from hodhod.mtproto.entropy import Entropy

PRIME: Final = int(
    "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
    "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
    "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
    "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
    "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
    "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
    "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
    "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
    16,
)
"""The prime that every client knows, so that none has to test it."""

PRIME_BYTES: Final = PRIME.to_bytes(256, "big")
G: Final = 3
"""PRIME mod 3 = 2, so 3 generates the subgroup of prime order (PRIME − 1)/2."""

_SAFE: Final = 1 << 1984
"""Public values nearer than this to either end are refused."""

_power = power_modulo(PRIME)


def make_secret(entropy: Entropy) -> int:
    """A fresh exponent of 2048 bits."""
    return int.from_bytes(entropy(256), "big")


def make_public(secret: int) -> int:
    """The value that goes to the other side: g to a secret."""
    return _power(G, secret)


def make_shared(public: int, secret: int) -> bytes:
    """The key of both sides, 256 bytes: the other side's public value to a secret of ours."""
    return _power(public, secret).to_bytes(256, "big")


def is_acceptable(public: int) -> bool:
    """Whether a public value lies where it should.

    1 < x < p − 1 is a must, 2^1984 ≤ x ≤ p − 2^1984 is recommended and asked for here.

    Source: https://core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation
    """
    return 1 < public < PRIME - 1 and _SAFE <= public <= PRIME - _SAFE
