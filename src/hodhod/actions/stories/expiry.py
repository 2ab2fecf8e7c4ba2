"""Stories whose time is over go into the archive.

What may be seen is decided by the time alone, so that no viewer waits for this turn; it keeps the
index of what is active as small as what is active.
"""

from __future__ import annotations

from hodhod.actions.app import App


async def archive_due(app: App) -> int:
    """Put stories whose time is over into the archive; return how many there were.

    Several nodes may do it at once: each takes others. A turn is bounded; what is left waits.

    Raises:
        StoreUnavailable: The database does not answer; the next turn goes on from here.
    """
    return await app.store.stories.archive_expired(app.now)
