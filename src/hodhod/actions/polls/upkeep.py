"""Polls that no message shows any more are forgotten with the votes in them."""

from __future__ import annotations

from hodhod.actions.app import App

AGAIN_S = 7 * 86_400
"""Polls that are shown are looked at so often."""

AT_ONCE = 100
TURNS = 20
"""Polls looked at together, and how often in one turn of the timer."""


async def forget_polls(app: App) -> int:
    """Forget polls that nothing shows; return how many there were.

    Raises:
        StoreUnavailable: The database does not answer; the next turn goes on from here.
    """
    count = 0
    for _ in range(TURNS):
        due = await app.store.poll_upkeep.due(app.now, AT_ONCE)
        if due:
            shown = await app.store.poll_upkeep.shown(due)
            await app.store.poll_upkeep.keep(sorted(shown), app.now + AGAIN_S)
            gone = [poll_id for poll_id in due if poll_id not in shown]
            await app.store.poll_upkeep.forget(gone)
            count += len(gone)
        if len(due) < AT_ONCE:
            break
    return count
