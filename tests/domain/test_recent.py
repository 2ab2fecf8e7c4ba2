from __future__ import annotations

from hodhod.domain.recent import with_first
from hodhod.tl import types

A, B, C = (types.ReactionEmoji(emoticon=one) for one in "🔥👍🎉")


def test_what_was_used_comes_first_and_once() -> None:
    assert with_first([A, B, C], [C], 10) == (C, A, B)
    assert with_first([A, B], [C, A], 2) == (C, A)
