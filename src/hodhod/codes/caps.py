"""Spending caps: how many codes go to the numbers of a prefix.

Whoever makes a server send codes to a costly country, or to a range of numbers that they earn from,
is stopped when that prefix's bucket is empty, and nobody else is.

Buckets are a process's own: a fleet of n processes spends up to n times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.phone import calling_code

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Cap:
    """How much is spent on a prefix.

    Attributes:
        prefix: Leading digits of numbers in E.164 form, without the plus: "98", "98901".
        per_hour: Codes an hour in the long run.
        burst: Codes at once after a quiet time.
    """

    prefix: str
    per_hour: float
    burst: int


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Caps:
    """Token buckets: one for each cap, and one for each other country.

    There are no more of them than caps and calling codes.
    """

    def __init__(self, caps: Sequence[Cap], default: Cap) -> None:
        # The longest prefix says most about a number.
        self._caps = sorted(caps, key=lambda cap: len(cap.prefix), reverse=True)
        self._default = default
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def take(self, phone: str, now: float) -> float:
        """Take the price of one code.

        Args:
            phone: The number.
            now: Unix time in seconds.

        Returns:
            0.0 if it was taken, else the seconds until it can be.
        """
        cap, bucket = self._bucket(phone, now)
        bucket.tokens = min(cap.burst, bucket.tokens + (now - bucket.at) * cap.per_hour / HOUR_S)
        bucket.at = max(bucket.at, now)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) * HOUR_S / cap.per_hour if cap.per_hour else HOUR_S

    def give_back(self, phone: str, now: float) -> None:
        """Undo a `take`: the code did not go out."""
        cap, bucket = self._bucket(phone, now)
        bucket.tokens = min(cap.burst, bucket.tokens + 1)

    def _bucket(self, phone: str, now: float) -> tuple[Cap, _Bucket]:
        for cap in self._caps:
            if phone.startswith(cap.prefix):
                key = (cap.prefix, "")
                break
        else:
            cap, key = self._default, ("", calling_code(phone))
        return cap, self._buckets.setdefault(key, _Bucket(cap.burst, now))
