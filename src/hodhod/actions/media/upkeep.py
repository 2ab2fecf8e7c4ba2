"""Files that nobody needs are removed, and then their blobs.

    named nowhere ─► hidden ─► still named nowhere ─► removed ─► blob doomed ─► deleted

A file is looked at a day after it was made, a day after something stopped naming it, and once a
month. It is hidden before it is removed, so that nobody can begin to use it in between; a request
that had found it just before has an hour to come to its end, and then brings it back.

Another way would be to count what names a file with every message: one statement that forgets to
count, and somebody's photo is gone. This way the worst that a mistake does is to keep a file.
"""

from __future__ import annotations

from hodhod.actions.app import App

GRACE_S = 86_400
"""From when something stopped naming a file until it is looked at."""

HIDDEN_S = 3_600
"""From when a file is hidden until it is removed: longer than any request runs."""

AGAIN_S = 30 * 86_400
"""Files in use are looked at so often."""

ORPHAN_S = 2 * 86_400
"""From when a blob is found that no file leads to until it is deleted; uploads take a day."""

DELETED_S = 86_400
"""How long deleted blobs are remembered."""

AT_ONCE = 1_000
TURNS = 20
"""Files looked at together, and how often in one turn of the timer."""


async def forget_unused(app: App) -> int:
    """Remove files that nothing names any more; return how many blobs were deleted.

    Raises:
        StoreUnavailable: The database does not answer; the next turn goes on from here.
        BlobError: The place of media does not answer; likewise.
    """
    upkeep = app.store.file_upkeep
    for _ in range(TURNS):
        if await upkeep.take_dropped(app.now + GRACE_S, AT_ONCE) == 0:
            break
    for _ in range(TURNS):
        if await _look(app) < AT_ONCE:
            break
    await upkeep.forget_deleted(app.now - DELETED_S)
    return await _delete_doomed(app)


async def doom_orphans(app: App) -> int:
    """Doom blobs that no file leads to: a crash left them. Return how many there were.

    Raises:
        StoreUnavailable: The database does not answer.
        BlobError: The place of media does not answer.
    """
    count = 0
    batch: list[str] = []
    async for key in app.blobs.objects.kept():
        batch.append(key)
        if len(batch) == AT_ONCE:
            count += await app.store.file_upkeep.doom_orphans(batch, app.now + ORPHAN_S)
            batch = []
    return count + await app.store.file_upkeep.doom_orphans(batch, app.now + ORPHAN_S)


async def _look(app: App) -> int:
    upkeep = app.store.file_upkeep
    due = await upkeep.due(app.now, AT_ONCE)
    if not due:
        return 0
    used = await upkeep.used([one.file_id for one in due])
    unused = [one for one in due if one.file_id not in used]
    await upkeep.keep(sorted(used), app.now + AGAIN_S)
    await upkeep.hide(
        [one.file_id for one in unused if one.gone_at is None], app.now, app.now + HIDDEN_S
    )
    await upkeep.remove([one.file_id for one in unused if one.gone_at is not None], app.now)
    return len(due)


async def _delete_doomed(app: App) -> int:
    count = 0
    for key in await app.store.file_upkeep.doomed(app.now, AT_ONCE):
        async with app.store.file_upkeep.deleting(key, app.now) as allowed:
            if allowed:
                await app.blobs.delete(key)
                count += 1
    return count
