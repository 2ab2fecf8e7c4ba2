"""Which numbers a provider serves, and how it wants them written."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.phone import national

IRAN = "98"


def served(phone: str, prefixes: Sequence[str]) -> bool:
    """Tell whether a number begins with one of the prefixes; "" stands for every number."""
    return phone.startswith(tuple(prefixes))


def local_form(phone: str) -> str:
    """Return a number as Iranian providers want it: 0912… at home, 00… abroad."""
    return national(phone) if phone.startswith(IRAN) else "00" + phone
