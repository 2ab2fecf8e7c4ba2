"""Who has written to whom is remembered, and the oldest forgotten."""

from __future__ import annotations

from hodhod.domain.acquainted import Acquainted
from hodhod.domain.ids import UserId


def test_what_was_not_looked_for_goes_first() -> None:
    alice, bob, carol, dave = map(UserId, (1, 2, 3, 4))
    known = Acquainted(limit=2)
    known.note(alice, bob)
    known.note(alice, carol)
    assert known.are(alice, bob)
    assert not known.are(bob, alice)
    known.note(alice, dave)
    assert known.are(alice, bob)
    assert not known.are(alice, carol)
    assert known.are(alice, dave)
