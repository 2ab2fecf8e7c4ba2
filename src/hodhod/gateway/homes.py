"""Where plain HTTP belongs when several processes share a port.

Each request may come over a connection of its own, and so to any of them; but a key exchange, and
a session that waits for what is said to it, live in one. Each packet says itself which: those of a
key by the key, those of an exchange by the client's nonce, which all of them carry.

    i64 auth_key_id │ …                                                    a key's
    i64 0 │ i64 msg_id │ u32 length │ u32 constructor │ 16 bytes nonce │ …  an exchange's
"""

from __future__ import annotations

from typing import Final, Protocol

KEY: Final = slice(0, 8)
NONCE: Final = slice(24, 40)


class Homes(Protocol):
    """The processes that share a port."""

    async def answer(self, payload: bytes, ip: str) -> tuple[int, bytes] | None:
        """Have a packet answered by the process that it belongs to.

        Args:
            payload: The packet.
            ip: The address it came from.

        Returns:
            Status and body of the HTTP response; None if it is to be answered here.
        """


class NoHomes:
    """There is one process alone."""

    async def answer(self, payload: bytes, ip: str) -> tuple[int, bytes] | None:  # noqa: ARG002
        """Return that it is to be answered here."""
        return None


def is_exchange(payload: bytes) -> bool:
    """Tell whether a packet is a step of a key exchange."""
    return not any(payload[KEY])


def home_of(payload: bytes, processes: int) -> int:
    """Return the number of the process that a packet belongs to."""
    what = payload[NONCE] if is_exchange(payload) else payload[KEY]
    return int.from_bytes(what, "little") % processes
