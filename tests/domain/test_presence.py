from __future__ import annotations

import pytest

from hodhod.domain.account import Presence
from hodhod.domain.presence import DAY_S, status
from hodhod.tl import types

NOW = 1_764_000_000


def seen(age_s: int) -> Presence:
    return Presence(online_until=NOW - age_s, last_seen=NOW - age_s)


def test_whoever_may_see_it_sees_the_time() -> None:
    online = Presence(online_until=NOW + 60, last_seen=NOW)
    assert status(online, NOW, shown=True) == types.UserStatusOnline(expires=NOW + 60)
    assert status(seen(90), NOW, shown=True) == types.UserStatusOffline(was_online=NOW - 90)


@pytest.mark.parametrize(
    ("presence", "rough"),
    [
        (None, types.UserStatusEmpty()),
        (Presence(online_until=NOW + 60, last_seen=NOW - 5), types.UserStatusRecently()),
        (seen(1), types.UserStatusRecently()),
        (seen(3 * DAY_S), types.UserStatusLastWeek()),
        (seen(7 * DAY_S), types.UserStatusLastMonth()),
        (seen(30 * DAY_S), types.UserStatusEmpty()),
    ],
)
def test_others_see_about_when(presence: Presence | None, rough: types.TypeUserStatus) -> None:
    assert status(presence, NOW, shown=False) == rough


def test_whoever_hides_theirs_is_told_why_they_see_no_time() -> None:
    assert status(seen(1), NOW, shown=True, by_me=True) == types.UserStatusRecently(by_me=True)
    assert status(None, NOW, shown=True) == types.UserStatusEmpty()
