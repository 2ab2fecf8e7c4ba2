"""Fuzzes the first thing that is decrypted for a stranger: blocks under the server's RSA key.

Run: python fuzz/rsa_pad.py [seconds] [seed]

What must hold: a block that was sealed opens as it was; every other one is None, whatever is
wrong; and the time for a None does not depend on the kind of wrong (the figures are printed: the
medians should lie within a few per cent).
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from hodhod.mtproto.crypto import ige, rsa_pad
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.crypto.rsa_pad import OLDER_SIZES, RsaForm

KEY = RsaKey.generate()


def sealed(chance: random.Random) -> tuple[bytes, bytes, RsaForm]:
    """A right block, what is in it, and its form."""
    if chance.random() < 0.5:
        data = chance.randbytes(chance.randrange(rsa_pad.DATA_MAX + 1))
        return rsa_pad.seal(KEY.public, data, chance.randbytes), data, RsaForm.RSA_PAD
    data = chance.randbytes(chance.choice(OLDER_SIZES))
    return rsa_pad.seal_older(KEY.public, data, chance.randbytes), data, RsaForm.OLDER


def wrong(chance: random.Random) -> tuple[str, bytes]:
    """A block that is wrong in a known way."""
    block = bytearray(sealed(chance)[0])
    match chance.randrange(6):
        case 0:
            return "noise", b"\0" + chance.randbytes(255)
        case 1:
            return "over n", b"\xff" + chance.randbytes(255)
        case 2:
            return "length", chance.randbytes(chance.choice([0, 1, 255, 257, 3000]))
        case 3:
            block[chance.randrange(256)] ^= 1 << chance.randrange(8)
            return "changed", bytes(block)
        case 4:
            return "older, zero in front, wrong hash", KEY.public.encrypt(
                b"\0" + chance.randbytes(255)
            )
        case _:
            hidden = ige.encrypt(chance.randbytes(224), bytes(32), bytes(32))
            return "RSA_PAD, wrong hash", KEY.public.encrypt(b"\0" + chance.randbytes(31) + hidden)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    end, rounds = time.monotonic() + seconds, 0
    times: dict[str, list[float]] = {}
    while time.monotonic() < end:
        chance = random.Random(seed + rounds)
        block, data, form = sealed(chance)
        opened = rsa_pad.open_block(KEY, block, chance.randbytes)
        assert opened is not None, f"seed {seed + rounds}"
        assert opened.form is form, f"seed {seed + rounds}"
        assert opened.data.startswith(data), f"seed {seed + rounds}"
        kind, block = wrong(chance)
        start = time.perf_counter()
        assert rsa_pad.open_block(KEY, block, chance.randbytes) is None, f"seed {seed + rounds}"
        times.setdefault(kind, []).append(time.perf_counter() - start)
        rounds += 1
    print(f"{rounds} blocks, seeds {seed} to {seed + rounds}")
    for kind, taken in sorted(times.items()):
        print(f"{statistics.median(taken) * 1e6:8.1f} µs  {kind} ({len(taken)})")


if __name__ == "__main__":
    main()
