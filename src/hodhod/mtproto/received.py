"""What was received in a session: each msg_id once, with its seqno, as far back as it matters.

    forgotten ── floor ── id₁ id₂ id₃ … idₙ ── not received yet
                          s₁ ≤ s₂ ≤ s₃ … sₙ     (seqnos never fall as ids rise)

Two arrays and two numbers: some twelve bytes a message. Whatever is at or below the floor may or
may not have come, and is refused.

Source: https://core.telegram.org/mtproto/service_messages_about_messages
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import Final

TOO_OLD: Final = 20
SEQNO_TOO_LOW: Final = 32
SEQNO_TOO_HIGH: Final = 33

MAX_RECORDS: Final = 4096
"""Four full containers; 48 KiB for a session that does its worst."""

NOT_KNOWN: Final = 1
NOT_RECEIVED: Final = 2
NOT_RECEIVED_YET: Final = 3
RECEIVED: Final = 4
NEEDS_NO_ACK: Final = 16
"""Added to RECEIVED in a status byte."""


class Received:
    """The record of received messages."""

    __slots__ = ("_floor", "_floor_seqno", "_ids", "_seqnos")

    def __init__(self) -> None:
        self._ids = array("q")
        self._seqnos = array("i")
        self._floor = 0
        self._floor_seqno = 0

    def __contains__(self, msg_id: int) -> bool:
        at = bisect_left(self._ids, msg_id)
        return at < len(self._ids) and self._ids[at] == msg_id

    def check(self, msg_id: int, seqno: int) -> int:
        """Return the code of what speaks against a message that is not in the record, or 0.

        TOO_OLD: nobody knows whether it has come before. SEQNO_TOO_LOW: one with a lower id had a
        higher, or the same odd, seqno. SEQNO_TOO_HIGH: one with a higher id had a lower, or the
        same odd, seqno.
        """
        if msg_id <= self._floor:
            return TOO_OLD
        at = bisect_left(self._ids, msg_id)
        # seqnos rise with the ids, so the two neighbours speak for all the others.
        before = self._seqnos[at - 1] if at else self._floor_seqno
        if before > seqno or (before == seqno and seqno & 1):
            return SEQNO_TOO_LOW
        if at < len(self._ids):
            after = self._seqnos[at]
            if after < seqno or (after == seqno and seqno & 1):
                return SEQNO_TOO_HIGH
        return 0

    def add(self, msg_id: int, seqno: int) -> None:
        """Record a message that `check` had nothing against."""
        ids = self._ids
        if not ids or msg_id > ids[-1]:
            ids.append(msg_id)
            self._seqnos.append(seqno)
        else:
            at = bisect_left(ids, msg_id)
            ids.insert(at, msg_id)
            self._seqnos.insert(at, seqno)
        if len(ids) > MAX_RECORDS:
            self._forget(len(ids) - MAX_RECORDS)

    def forget_before(self, msg_id: int) -> None:
        """Forget messages with lower identifiers: too old to be accepted again anyway."""
        if self._ids and self._ids[0] < msg_id:
            self._forget(bisect_left(self._ids, msg_id))

    def status(self, msg_id: int) -> int:
        """Return the status byte of msgs_state_info for a message."""
        if msg_id <= self._floor:
            return NOT_KNOWN
        at = bisect_left(self._ids, msg_id)
        if at == len(self._ids):
            return NOT_RECEIVED_YET
        if self._ids[at] != msg_id:
            return NOT_RECEIVED
        return RECEIVED if self._seqnos[at] & 1 else RECEIVED | NEEDS_NO_ACK

    def may_come(self, msg_id: int) -> bool:
        """Tell whether a message has not come and could still be accepted."""
        return msg_id > self._floor and msg_id not in self

    def _forget(self, count: int) -> None:
        self._floor = self._ids[count - 1]
        self._floor_seqno = self._seqnos[count - 1]
        del self._ids[:count]
        del self._seqnos[:count]
