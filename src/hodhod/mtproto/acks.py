"""Acknowledgements that we owe: gathered, and sent with the next message or after a short while.

An answer acknowledges its request by itself, so most are never written.

Source: https://core.telegram.org/mtproto/service_messages_about_messages#acknowledgment-of-receipt
"""

from __future__ import annotations

from typing import Final

import msgspec

ACK_DELAY_S: Final = 1.0
"""How long an acknowledgement may wait for company."""

MAX_IDS: Final = 8192
"""Identifiers in one list of acknowledgements, states or resends, both ways."""


class Acks(msgspec.Struct, gc=False, eq=False):
    """Content messages received and not yet acknowledged."""

    # None while there are none: an emptied dictionary would go on holding its table.
    _ids: dict[int, None] | None = None
    _due: float = 0.0

    def __len__(self) -> int:
        return len(self._ids) if self._ids else 0

    @property
    def due(self) -> float | None:
        """The Unix time in seconds at which they have to leave, None if there are none."""
        return self._due if self._ids else None

    def owe(self, msg_id: int, now: float) -> None:
        """Note a received content message."""
        if not self._ids:
            self._ids = {}
            self._due = now + ACK_DELAY_S
        self._ids[msg_id] = None

    def settle(self, msg_id: int) -> None:
        """Forget a message that something else acknowledges, such as its answer."""
        if self._ids:
            self._ids.pop(msg_id, None)
            if not self._ids:
                self._clear()

    def take(self) -> tuple[int, ...]:
        """Return what is to be acknowledged now, at most MAX_IDS of it."""
        if not self._ids:
            return ()
        ids = tuple(self._ids)
        if len(ids) > MAX_IDS:
            ids = ids[:MAX_IDS]
            for msg_id in ids:
                del self._ids[msg_id]
        else:
            self._clear()
        return ids

    def _clear(self) -> None:
        self._ids = None
        self._due = 0.0
