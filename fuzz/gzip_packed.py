"""Fuzzes the inflater: broken streams, cut ones, tails, bombs.

Run: python fuzz/gzip_packed.py [seconds] [seed]

What must hold: the data or a GzipError, never more than the limit, and what was packed comes back.
"""

from __future__ import annotations

import random
import sys
import time
import zlib
from contextlib import suppress

from hodhod.mtproto import gzip
from hodhod.mtproto.errors import GzipError

LIMIT = 1 << 16


def plain(chance: random.Random) -> bytes:
    """Something that compresses well, badly, or far too well."""
    match chance.randrange(3):
        case 0:
            return chance.randbytes(chance.randrange(5000))
        case 1:
            return chance.randbytes(9) * chance.randrange(2000)
        case _:
            return bytes(chance.randrange(1 << 18))


def packed(data: bytes, chance: random.Random) -> bytes:
    """In any of the wrappings, and then perhaps packed again."""
    return gzip.pack(data) if chance.random() < 0.5 else zlib.compress(data)


def broken(data: bytes, chance: random.Random) -> bytes:
    """Something happens to it."""
    changed = bytearray(data)
    match chance.randrange(4):
        case 0:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        case 1:
            del changed[chance.randrange(len(changed)) :]
        case 2:
            changed += chance.randbytes(chance.randrange(1, 20))
        case _:
            return chance.randbytes(chance.randrange(200))
    return bytes(changed)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        chance = random.Random(seed + rounds)
        data = plain(chance)
        right = packed(data, chance)
        try:
            assert gzip.inflate(right, LIMIT) == data, f"seed {seed + rounds}"
        except GzipError:
            assert len(data) > LIMIT, f"seed {seed + rounds}"
        with suppress(GzipError):
            assert len(gzip.inflate(broken(right, chance), LIMIT)) <= LIMIT
        rounds += 1
    print(f"{rounds} streams, seeds {seed} to {seed + rounds}")


if __name__ == "__main__":
    main()
