"""How many strangers one core can make keys with, the waiting for them left out."""

import os
import time

from bench.figures import Figure
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.handshake import Answer, HandshakeTable, StoreKey, Wait, Work
from hodhod.mtproto.handshake.client import HandshakeClient, KeyMade

HANDSHAKES = 200


def measure() -> list[Figure]:
    rsa = RsaKey.generate()
    table = HandshakeTable([rsa], entropy=os.urandom)
    spent = 0.0
    for _ in range(HANDSHAKES):
        client = HandshakeClient([rsa.public], os.urandom)
        query: bytes | KeyMade = client.start()
        while not isinstance(query, KeyMade):
            start = time.perf_counter()
            answer = answered(table, query)
            spent += time.perf_counter() - start
            query = client.receive(answer, time.time())
    return [
        Figure(
            "handshakes on one core, the server's part",
            HANDSHAKES / spent,
            "/s",
            f"{spent / HANDSHAKES * 1e3:.2f} ms each",
        )
    ]


def answered(table: HandshakeTable, query: bytes) -> bytes:
    """Everything the server does for one query, in one thread."""
    step = table.receive(query, time.time())
    while not isinstance(step, Answer | Wait):
        match step:
            case Work():
                step = step.run()(time.time())
            case StoreKey():
                step = step.stored(True)
    assert isinstance(step, Answer)
    return step.data
