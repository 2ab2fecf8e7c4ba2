"""How often things may be done: windows in the store, so that every node counts the same."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.errors import RpcError, flood_wait

HOUR_S = 3600
DAY_S = 86_400


async def use(
    app: App, key: str, most: int, *, window_s: int = HOUR_S, error: RpcError | None = None
) -> None:
    """Count one use, and refuse it when there were too many in its window.

    Args:
        app: The working parts.
        key: What is counted, for instance "code:phone:989120000000".
        most: Uses allowed in a window.
        window_s: The window's length in seconds.
        error: What to answer instead of FLOOD_WAIT_N.

    Raises:
        RpcError: 420 FLOOD_WAIT_N with the seconds until the window ends, or the given error.
    """
    used = await app.store.sign_in.use(key, window_s=window_s, now=app.now)
    if used.count > most:
        raise error or flood_wait(used.window_end - app.now)
