"""Fuzzes the framing of every transport: changed, cut and mixed bytes in any split.

Run: python fuzz/frames.py [seconds] [seed]

What must hold: packets or a FrameError, never another exception; no payload over the limit; no
more memory than a frame and a write; the same bytes in another split give the same events.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import get_args

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import (
    ClientTransport,
    HttpReply,
    LargeFrame,
    Packet,
    ServerTransport,
    TransportName,
)

LIMIT = 2048
CEILING = 8192


def conversation(chance: random.Random) -> bytes:
    """What a client might write, and then something happens to it."""
    name: TransportName = chance.choice(get_args(TransportName))
    obfuscated = name not in {"full", "http"} and chance.random() < 0.5
    client = ClientTransport(name, chance.randbytes, obfuscated=obfuscated)
    frames = [client.opening()]
    for _ in range(chance.randrange(5)):
        payload = chance.randbytes(4 * chance.choice([1, 2, 6, 10, 127, 300, 600, 3000]))
        frames.append(client.pack(payload, quick_ack=chance.random() < 0.2))
    data = bytearray(b"".join(frames))
    for _ in range(chance.choice([0, 0, 1, 3])):
        disturb(data, chance)
    return bytes(data)


def disturb(data: bytearray, chance: random.Random) -> None:
    """Changes, cuts, repeats or inserts."""
    position = chance.randrange(len(data) + 1)
    match chance.randrange(4):
        case 0 if position < len(data):
            data[position] = chance.randrange(256)
        case 1:
            del data[position : position + chance.randrange(9)]
        case 2:
            data[position:position] = data[position : position + chance.randrange(64)]
        case _:
            data[position:position] = chance.randbytes(chance.randrange(9))


def events(data: bytes, cut: Callable[[int], int]) -> list[str]:
    """Feeds the bytes in pieces and writes down what comes out."""
    transport = ServerTransport(LIMIT, CEILING, random.Random(0).randbytes)
    seen: list[str] = []
    start = 0
    try:
        while start < len(data):
            end = start + cut(len(data) - start)
            transport.receive(data[start:end])
            start = end
            while (event := transport.next_event()) is not None:
                seen.append(repr(event))
                match event:
                    case Packet(payload):
                        assert 0 < len(payload) <= LIMIT
                        if transport.is_http:
                            transport.pack(b"")
                    case LargeFrame(_, size):
                        assert LIMIT < size <= CEILING
                    case HttpReply():
                        pass
    except FrameError:
        seen.append("end")
    return seen


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        chance = random.Random(seed + rounds)
        data = conversation(chance)
        try:
            whole = events(data, lambda left: left)
            single = events(data, lambda _: 1) if len(data) < 4000 else whole
            mixed = events(data, partial(chance.randint, 1))
            assert whole == single == mixed, (whole, single, mixed)
        except Exception:
            print(f"seed {seed + rounds}: {data.hex()}")
            raise
        rounds += 1
    print(f"{rounds} conversations, seeds {seed} to {seed + rounds}")


if __name__ == "__main__":
    main()
