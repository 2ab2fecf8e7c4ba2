"""What was received in a session: each msg_id once, with its seqno, as far back as it matters.

    forgotten ── floor ── id₁ id₂ id₃ … idₙ ── not received yet
                          s₁ ≤ s₂ ≤ s₃ … sₙ     (seqnos never fall as ids rise)

An array and two numbers: sixteen bytes a message. Whatever is at or below the floor may or
may not have come, and is refused.

Source: https://core.telegram.org/mtproto/service_messages_about_messages
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import Final

import msgspec

TOO_OLD: Final = 20
SEQNO_TOO_LOW: Final = 32
SEQNO_TOO_HIGH: Final = 33

MAX_RECORDS: Final = 4096
"""Four full containers; 64 KiB for a session that does its worst."""

NOT_KNOWN: Final = 1
NOT_RECEIVED: Final = 2
NOT_RECEIVED_YET: Final = 3
RECEIVED: Final = 4
NEEDS_NO_ACK: Final = 16
"""Added to RECEIVED in a status byte."""


_NOTHING: Final = array("q")
"""What all sessions hold that have no record; never written to."""


class Received(msgspec.Struct, gc=False, eq=False):
    """The record of received messages."""

    # id₁ seqno₁ id₂ seqno₂ …: one array, because most have few entries, and an array has a head.
    _records: array[int] = _NOTHING
    _floor: int = 0
    _floor_seqno: int = 0

    def __contains__(self, msg_id: int) -> bool:
        return self._has(self._place(msg_id), msg_id)

    def check(self, msg_id: int, seqno: int) -> int:
        """Return the code of what speaks against a message that is not in the record, or 0.

        TOO_OLD: nobody knows whether it has come before. SEQNO_TOO_LOW: one with a lower id had a
        higher, or the same odd, seqno. SEQNO_TOO_HIGH: one with a higher id had a lower, or the
        same odd, seqno.
        """
        if msg_id <= self._floor:
            return TOO_OLD
        at = self._place(msg_id)
        # seqnos rise with the ids, so the two neighbours speak for all the others.
        before = self._records[at - 1] if at else self._floor_seqno
        if before > seqno or (before == seqno and seqno & 1):
            return SEQNO_TOO_LOW
        if at < len(self._records):
            after = self._records[at + 1]
            if after < seqno or (after == seqno and seqno & 1):
                return SEQNO_TOO_HIGH
        return 0

    def add(self, msg_id: int, seqno: int) -> None:
        """Record a message that `check` had nothing against."""
        at = self._place(msg_id)
        record = array("q", (msg_id, seqno))
        if self._records:
            self._records[at:at] = record
        else:
            self._records = record
        excess = len(self._records) - 2 * MAX_RECORDS
        if excess > 0:
            self._forget(excess)

    def forget_before(self, msg_id: int) -> None:
        """Forget messages with lower identifiers: too old to be accepted again anyway."""
        if self._records and self._records[0] < msg_id:
            self._forget(self._place(msg_id))

    def status(self, msg_id: int) -> int:
        """Return the status byte of msgs_state_info for a message."""
        if msg_id <= self._floor:
            return NOT_KNOWN
        at = self._place(msg_id)
        if at == len(self._records):
            return NOT_RECEIVED_YET
        if not self._has(at, msg_id):
            return NOT_RECEIVED
        return RECEIVED if self._records[at + 1] & 1 else RECEIVED | NEEDS_NO_ACK

    def may_come(self, msg_id: int) -> bool:
        """Tell whether a message has not come and could still be accepted."""
        return msg_id > self._floor and msg_id not in self

    def _place(self, msg_id: int) -> int:
        """Return where in the array the first record is whose id is not lower."""
        records = self._records
        # Nearly all come in order.
        if not records or msg_id > records[-2]:
            return len(records)
        return 2 * bisect_left(range(len(records) // 2), msg_id, key=lambda at: records[2 * at])

    def _has(self, at: int, msg_id: int) -> bool:
        return at < len(self._records) and self._records[at] == msg_id

    def _forget(self, end: int) -> None:
        self._floor, self._floor_seqno = self._records[end - 2], self._records[end - 1]
        self._records = self._records[end:] or _NOTHING
