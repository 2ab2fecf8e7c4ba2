"""Fuzzes the TL decoder: ``python fuzz/tl.py [seconds] [seed]``, one minute by default.

Inputs are random bytes behind known ids, and values of all layers with bytes changed, cut out,
doubled or swapped with those of other values. Each has to be a value or a DecodeError; a value has
to be written again and read again without any other exception than EncodeError. Anything else
prints the input in hex, with the seed, and ends with exit code 1.
"""

import sys
import time
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from hodhod import tl  # noqa: E402 (the path above is needed to find tests.tl)
from tests.tl.layered import DEFINITIONS, LAYERS, Maker  # noqa: E402

DEFAULT_S = 60.0
# How many inputs are made between two looks at the clock.
BATCH = 200


def sample(random: Random) -> bytes:
    """The bytes of a value of some layer."""
    number = random.choice(LAYERS)
    maker = Maker(number, random.getrandbits(32))
    return tl.encode(maker.make(random.choice(list(maker.layer.by_id.values()))), number)


def spoil(random: Random, data: bytes) -> bytes:
    """The bytes with one thing wrong."""
    place = random.randrange(len(data) + 1)
    end = min(len(data), place + random.choice((1, 4, 8, 64)))
    match random.randrange(6):
        case 0:
            return data[:place] + random.randbytes(end - place) + data[end:]
        case 1:
            return data[:place] + data[end:]
        case 2:
            return data[:end] + data[place:]
        case 3:
            return data[:place] + sample(random)
        case 4:
            number = random.choice(DEFINITIONS).id.to_bytes(4, "little")
            place -= place % 4
            return data[:place] + number + data[place + 4 :]
        case _:
            count = random.choice((-1, 0, 1, 2**17, 2**31 - 1)).to_bytes(4, "little", signed=True)
            place -= place % 4
            return data[:place] + count + data[place + 4 :]


def make_input(random: Random) -> bytes:
    """One input."""
    if random.random() < 0.2:
        number = random.choice(DEFINITIONS).id.to_bytes(4, "little")
        return number + random.randbytes(random.randrange(200))
    data = sample(random)
    for _ in range(random.randrange(1, 4)):
        data = spoil(random, data)
    return data


def check(data: bytes) -> bool:
    """Decode, and write what comes of it; returns whether it was a value."""
    try:
        value = tl.decode(data)
    except tl.DecodeError:
        return False
    for layer in (tl.OLDEST_LAYER, tl.NEWEST_LAYER):
        try:
            again = tl.encode(value, layer)
        except tl.EncodeError:
            continue
        tl.decode(again)
    return True


def main(seconds: float, seed: int) -> int:
    """Fuzz for so long; returns the exit code."""
    random = Random(seed)
    end = time.monotonic() + seconds
    inputs = values = 0
    while time.monotonic() < end:
        for _ in range(BATCH):
            data = make_input(random)
            inputs += 1
            try:
                values += check(data)
            except Exception:
                print(f"seed {seed}, input {inputs}: {data.hex()}", file=sys.stderr)
                raise
    print(f"{inputs} inputs, {values} of them values, seed {seed}")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        main(
            float(given[0]) if given else DEFAULT_S,
            int(given[1]) if len(given) > 1 else time.time_ns() % 2**32,
        )
    )
