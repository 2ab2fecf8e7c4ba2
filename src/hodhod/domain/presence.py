"""When somebody was here, as another may know it.

Who may see it gets the time. Everybody else gets a rough answer, so that they can still tell a
living account from one left long ago.

Source: https://core.telegram.org/constructor/userStatusRecently
"""

from __future__ import annotations

from hodhod.domain.account import Presence
from hodhod.tl import types

DAY_S = 86_400
RECENTLY_S = 3 * DAY_S
LAST_WEEK_S = 7 * DAY_S
LAST_MONTH_S = 30 * DAY_S


def status(
    presence: Presence | None, now: float, *, shown: bool, by_me: bool = False
) -> types.TypeUserStatus:
    """Return the status of an account for one viewer.

    Args:
        presence: When it was here, None if never.
        now: Unix time in seconds.
        shown: Whether the owner lets this viewer see the time.
        by_me: Whether it is hidden because the viewer hides theirs, which clients tell them.
    """
    if presence is None:
        return types.UserStatusEmpty()
    if shown and not by_me:
        if presence.online_until > now:
            return types.UserStatusOnline(expires=presence.online_until)
        return types.UserStatusOffline(was_online=presence.last_seen)
    age = now - max(presence.last_seen, min(presence.online_until, now))
    if age < RECENTLY_S:
        return types.UserStatusRecently(by_me=by_me)
    if age < LAST_WEEK_S:
        return types.UserStatusLastWeek(by_me=by_me)
    if age < LAST_MONTH_S:
        return types.UserStatusLastMonth(by_me=by_me)
    return types.UserStatusEmpty()
