"""Sequence numbers: twice the content messages sent before, plus one if this is one itself.

Content messages are those that want an acknowledgement. Whether a message is one follows from its
constructor, but clients do not agree on all service messages, so those may be either.

Source: https://core.telegram.org/mtproto/description#message-sequence-number-msg-seqno
"""

from __future__ import annotations

import enum
from typing import Final


class Parity(enum.Enum):
    """What the last bit of a message's seqno has to be."""

    EVEN = enum.auto()
    ODD = enum.auto()
    EITHER = enum.auto()


EVEN_EXPECTED: Final = 34
ODD_EXPECTED: Final = 35


def seqno_of(content_messages: int, *, content: bool) -> int:
    """Return a message's seqno.

    Args:
        content_messages: How many the sender has sent in this session before.
        content: Whether this one wants an acknowledgement.
    """
    return 2 * content_messages + content


def parity_error(seqno: int, parity: Parity) -> int:
    """Return the code of what is wrong with the last bit, 0 if nothing."""
    if parity is Parity.EVEN and seqno & 1:
        return EVEN_EXPECTED
    if parity is Parity.ODD and not seqno & 1:
        return ODD_EXPECTED
    return 0
