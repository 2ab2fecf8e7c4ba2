"""What the server's side of a handshake wants next of whoever runs it.

    receive ──▶ Work ──call, elsewhere──▶ finish(result, now) ──▶ Answer
        │         └───────────────────────────────────────────▶ StoreKey ──stored──▶ Answer
        ├─────▶ Answer   write it
        └─────▶ Wait     the same query is being worked on for another connection: write nothing

At any point a TransportError may come instead: write that, and end the connection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto.rsa_pad import RsaForm


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a plain message to the client."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to say: the first of two equal queries has not been answered yet."""


@dataclass(frozen=True, slots=True)
class Work:
    """Milliseconds of arithmetic.

    Attributes:
        call: To be called in any thread, or pickled and called in any process.
        finish: To be called with its result, and the Unix time in seconds, where the table lives.
        abort: To be called instead when there is no room for it; ends the handshake.
    """

    call: Callable[[], object]
    finish: Callable[[object, float], Step]
    abort: Callable[[], None]

    def run(self, now: float) -> Step:
        """Do it here and now."""
        return self.finish(self.call(), now)


@dataclass(frozen=True, slots=True)
class StoreKey:
    """A key that has to be durable before the client hears of it.

    Attributes:
        auth_key: The key.
        expires_in: For a temporary key: how long it lives, in seconds. None for a permanent one.
        dc_id: The data centre that the client believes to talk to; 0 if it did not say.
        salt: The first one, signed.
        form: How the client hid its part, for a metric.
        stored: To be called when it is, with True, or with False if there is another key with the
            same auth_key_id: the client is then asked for another value.
        abort: To be called instead when it could not be stored; ends the handshake.
    """

    auth_key: AuthKey
    expires_in: int | None
    dc_id: int
    salt: int
    form: RsaForm
    stored: Callable[[bool], Answer]
    abort: Callable[[], None]


Step: TypeAlias = Answer | Wait | Work | StoreKey
