"""One user who is connected to this node: the sessions, and the events that wait for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hodhod.domain.ids import BoxId, UserId, box_of_user
from hodhod.gateway.arrivals import Arrivals

if TYPE_CHECKING:
    from hodhod.gateway.live import LiveSession


class Inbox(Arrivals):
    """What waits for one user.

    Attributes:
        sessions: Who gets it.
        connected: How many of them have a connection.
        present: Whether it was told that the user is here.
        ready: Done when other nodes know that the user is here.
        feeds: The boxes of the supergroups and channels that the user is in.
        met: Users whom all the sessions have been shown, and until when that counts.
    """

    __slots__ = ("connected", "feeds", "met", "present", "ready", "sessions")

    def __init__(self, user_id: UserId) -> None:
        super().__init__(box_of_user(user_id))
        self.sessions: list[LiveSession] = []
        self.connected = 0
        self.present = False
        self.ready: asyncio.Task[None] | None = None
        # Made when needed: many are in no channel.
        self.feeds: list[BoxId] | None = None
        self.met: dict[int, float] | None = None

    @property
    def user_id(self) -> UserId:
        """Whose it is."""
        return UserId(self.box_id)
