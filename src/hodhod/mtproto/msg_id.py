"""Message identifiers: the time a message was made, twice as fine as needed, and who made it.

     63            32 31             2 1 0
    ┌────────────────┬────────────────┬───┐
    │ Unix time in s │ fraction       │ k │   k: 0 client, 1 server's answer, 3 server's other
    └────────────────┴────────────────┴───┘

Source: https://core.telegram.org/mtproto/description#message-identifier-msg-id
"""

from __future__ import annotations

from typing import Final

CLIENT: Final = 0
"""The remainder of a client's identifiers, modulo 4."""

ANSWER: Final = 1
"""The remainder of what a server says because of a client's message."""

NOTICE: Final = 3
"""The remainder of what a server says by itself."""

PAST_S: Final = 300
"""A message older than this may be a recording that somebody plays back."""

FUTURE_S: Final = 30
"""A message from further ahead comes from a wrong clock."""

_FRACTION = 1 << 32


def next_msg_id(now: float, remainder: int, last: int) -> int:
    """Make the identifier of a message.

    Args:
        now: Unix time in seconds.
        remainder: CLIENT, ANSWER or NOTICE.
        last: The identifier made before, which this one will exceed.
    """
    msg_id = int(now * _FRACTION) & ~3 | remainder
    return msg_id if msg_id > last else (last & ~3) + 4 | remainder


def lowest_msg_id(now: float) -> int:
    """Return the lowest identifier that a message made at this time can have."""
    return int(now * _FRACTION) & ~3


def time_of(msg_id: int) -> float:
    """Return the Unix time in seconds at which a message was made."""
    return msg_id / _FRACTION
