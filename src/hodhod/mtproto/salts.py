"""Server salts: a number that changes every half hour, without which no message is accepted.

They follow from the key and the time, so every node knows them and none stores them:

    salt(n) = SHA256("hodhod salt" ‖ auth_key ‖ n)[:8],   n = Unix time / 1800 s

    ┄┄┤ n−1: still accepted ├─┤ n: current ├─┤ n+1, n+2 …: told by get_future_salts ├┄┄

Only the very first is not made so: the key exchange defines it as new_nonce[:8] xor
server_nonce[:8]. It is kept beside the key and accepted for an hour after the key was made.

Source: https://core.telegram.org/mtproto/description#server-salt
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from hodhod.tl import mtproto

PERIOD_S: Final = 1800
"""How long a salt is current; it is accepted for as long again."""

MAX_FUTURE: Final = 64
"""Salts in one answer of get_future_salts."""

_LABEL: Final = b"hodhod salt"


class Salts:
    """The salts of one key.

    Args:
        auth_key: The 256 bytes.
        first: The salt of the key exchange.
        made_at: Unix time in seconds of the key exchange.
    """

    # Nothing is remembered of what was worked out: a hash is cheap, and keys are many.
    __slots__ = ("_auth_key", "_first", "_first_until")

    def __init__(self, auth_key: bytes, first: int, made_at: float) -> None:
        self._auth_key = auth_key
        self._first = first
        self._first_until = made_at + 2 * PERIOD_S

    def current(self, now: float) -> int:
        """Return the salt that messages of both sides carry now."""
        return self._salt(int(now) // PERIOD_S)

    def accepts(self, salt: int, now: float) -> bool:
        """Tell whether a client may use a salt now."""
        if salt == self.current(now):
            return True
        if salt == self._first and now < self._first_until:
            return True
        return salt == self._salt(int(now) // PERIOD_S - 1)

    def future(self, now: float, count: int) -> tuple[mtproto.FutureSalt, ...]:
        """Return the current salt and those that follow.

        Args:
            now: Unix time in seconds.
            count: How many are wanted; at least one and at most MAX_FUTURE are given.
        """
        period = int(now) // PERIOD_S
        return tuple(
            mtproto.FutureSalt(
                valid_since=n * PERIOD_S,
                valid_until=(n + 2) * PERIOD_S,
                salt=self._salt(n),
            )
            for n in range(period, period + max(1, min(count, MAX_FUTURE)))
        )

    def _salt(self, period: int) -> int:
        digest = sha256(_LABEL + self._auth_key + period.to_bytes(8, "little")).digest()
        return int.from_bytes(digest[:8], "little", signed=True)
