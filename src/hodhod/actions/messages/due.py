"""What the clock brings about: a turn of the timer, once a second."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.scheduled import send_due
from hodhod.actions.messages.ttl import delete_expired


async def run_due(app: App) -> int:
    """Send scheduled messages and delete expired ones; return how many there were.

    Several nodes may do it at the same time: sending twice is one message, and what is deleted
    twice was deleted once. A turn is bounded; what is left waits for the next.

    Raises:
        StoreUnavailable: The database does not answer; the next turn goes on from here.
    """
    return await send_due(app) + await delete_expired(app)
