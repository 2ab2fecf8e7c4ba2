"""What people ask for."""

from __future__ import annotations

import msgspec

MIB = 1024**2


class Demand(msgspec.Struct, frozen=True):
    """A day of so many people.

    Attributes:
        users: Accounts that are used.
        online: Share of them that is connected at the peak.
        devices: Connections of each who is.
        messages: Messages that somebody sends in a day.
        peak: How many times the mean the busiest moment is.
        in_groups: Share of the messages that goes to a group.
        members: Members of a group, of whom as many are online as of all.
        reads: Small requests (reading, looking, typing) for each message sent.
        views: Posts of channels that somebody sees in a day.
        media_bytes: Files that somebody sends in a day.
        loads: How often a file is loaded.
        copies: Copies of everything that is kept.
    """

    users: int = 1_000_000
    online: float = 0.1
    devices: float = 1.2
    messages: float = 40.0
    peak: float = 5.0
    in_groups: float = 0.3
    members: int = 50
    reads: float = 2.0
    views: float = 20.0
    media_bytes: float = 2 * MIB
    loads: float = 3.0
    copies: int = 2
