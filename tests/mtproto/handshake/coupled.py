"""A client and a table of handshakes, coupled in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.handshake import (
    Answer,
    HandshakeClient,
    HandshakeTable,
    KeyMade,
    Step,
    StoreKey,
    Wait,
    Work,
)
from tests.mtproto.seeded import Seeded, rsa_key

NOW = 1_700_000_000.0


@dataclass
class Store:
    """Where keys become durable."""

    taken: set[int] = field(default_factory=set)
    steps: list[StoreKey] = field(default_factory=list)

    def store(self, step: StoreKey) -> bool:
        self.steps.append(step)
        if step.auth_key.id in self.taken:
            return False
        self.taken.add(step.auth_key.id)
        return True


def table(entropy: Entropy | None = None, *, capacity: int = 100) -> HandshakeTable:
    return HandshakeTable([rsa_key()], entropy or Seeded("server"), capacity=capacity)


def client(
    seed: str = "client",
    *,
    dc_id: int | None = None,
    expires_in: int | None = None,
    old_rsa_padding: bool = False,
) -> HandshakeClient:
    return HandshakeClient(
        [rsa_key().public],
        Seeded(seed),
        dc_id=dc_id,
        expires_in=expires_in,
        old_rsa_padding=old_rsa_padding,
    )


def settle(step: Step, store: Store, now: float = NOW) -> Answer | Wait:
    """Does whatever a step wants."""
    while not isinstance(step, Answer | Wait):
        match step:
            case Work():
                step = step.run(now)
            case StoreKey():
                step = step.stored(store.store(step))
    return step


def ask(server: HandshakeTable, query: bytes, store: Store, now: float = NOW) -> bytes:
    """The answer to a query."""
    answer = settle(server.receive(query, now), store, now)
    assert isinstance(answer, Answer)
    return answer.data


def shake(server: HandshakeTable, side: HandshakeClient, store: Store, now: float = NOW) -> KeyMade:
    """A whole handshake."""
    query: bytes | KeyMade = side.start()
    while isinstance(query, bytes):
        query = side.receive(ask(server, query, store, now), now)
    return query
