"""Entropy that can be foreseen, keys made of it, and the vectors of the documentation."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import gmpy2

from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto.rsa import RsaKey

VECTORS = Path(__file__).parents[1] / "vectors"


class Seeded:
    """Bytes that depend on nothing but the seed and how many were taken before."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._calls = 0

    def __call__(self, size: int) -> bytes:
        self._calls += 1
        return hashlib.shake_256(f"{self._seed} {self._calls}".encode()).digest(size)


class Scripted:
    """Exactly these bytes, each asked for by its length, in this order."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = list(chunks)

    def __call__(self, size: int) -> bytes:
        chunk = self._chunks.pop(0)
        assert len(chunk) == size
        return chunk


@cache
def rsa_key(seed: str = "a server") -> RsaKey:
    """The same key for the same seed."""
    entropy = Seeded(seed)
    p, q = (
        int(gmpy2.next_prime(int.from_bytes(entropy(128), "big") | 3 << 1022)) for _ in range(2)
    )
    return RsaKey(p, q)


def auth_key(seed: str = "an auth key") -> AuthKey:
    """The same key for the same seed."""
    return AuthKey(Seeded(seed)(256))


def documented() -> dict[str, str]:
    """The handshake that the documentation prints, by the names it gives to its parts."""
    vectors: dict[str, str] = json.loads((VECTORS / "handshake.json").read_text())
    return vectors
