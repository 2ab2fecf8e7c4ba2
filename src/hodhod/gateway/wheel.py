"""One timer for everything: items lie in slots of half a second, and say when to be seen next.

      slot 7   slot 8   slot 9
    ┄┬────────┬────────┬────────┬┄
     │ a      │        │ b c    │     turn(now): every item in a slot that has passed is checked
    ┄┴────────┴────────┴────────┴┄

Putting an item off costs nothing: it is seen at the old time and says the new one.
"""

from __future__ import annotations

from typing import Final, Protocol

SLOT_S: Final = 0.5


class Timed(Protocol):
    """Something that wants to be seen again.

    Attributes:
        slot: The wheel's own note of where it lies, 0 if nowhere.
    """

    slot: int

    def check(self, now: float) -> float | None:
        """Do what is due; return the Unix time in seconds of the next look, None for never."""


class Wheel:
    """Items by the time at which they want to be seen.

    Args:
        now: Unix time in seconds.
    """

    __slots__ = ("_slots", "_turned")

    def __init__(self, now: float) -> None:
        self._slots: dict[int, list[Timed]] = {}
        self._turned = int(now / SLOT_S)

    def __len__(self) -> int:
        return sum(len(items) for items in self._slots.values())

    def put(self, item: Timed, at: float) -> None:
        """Let an item be seen at a Unix time in seconds, unless that happens sooner anyway."""
        slot = max(int(at / SLOT_S) + 1, self._turned + 1)
        if item.slot and item.slot <= slot:
            return
        item.slot = slot
        self._slots.setdefault(slot, []).append(item)

    def turn(self, now: float) -> None:
        """Check what is due."""
        current = int(now / SLOT_S)
        if current <= self._turned:
            return
        due = sorted(slot for slot in self._slots if slot <= current)
        self._turned = current
        for slot in due:
            for item in self._slots.pop(slot):
                # An item that was put forward is still in its old slot too.
                if item.slot == slot:
                    item.slot = 0
                    again = item.check(now)
                    if again is not None:
                        self.put(item, again)
