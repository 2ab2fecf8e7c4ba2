"""What the clock brings about: a turn of the timer, once a second."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.scheduled import send_due
from hodhod.actions.messages.ttl import delete_expired
from hodhod.actions.polls.close import close_due
from hodhod.actions.polls.tell import tell_news


async def run_due(app: App) -> int:
    """Send scheduled messages, delete expired ones, close polls and tell of votes; return how many.

    Several nodes may do it at the same time: sending twice is one message, and what is deleted
    twice was deleted once. A turn is bounded; what is left waits for the next.

    Raises:
        StoreUnavailable: The database does not answer; the next turn goes on from here.
    """
    count = await send_due(app) + await delete_expired(app)
    return count + await close_due(app) + await tell_news(app)
