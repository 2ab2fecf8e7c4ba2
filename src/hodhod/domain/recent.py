"""Lists in the order of use: what somebody chose last comes first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def with_first(known: Sequence[T], used: Sequence[T], limit: int) -> tuple[T, ...]:
    """Return a list with what was just used first, each thing once, bounded."""
    return tuple(dict.fromkeys((*used, *known)))[:limit]
