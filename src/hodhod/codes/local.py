"""The provider that needs nobody: it shows the code where the operator looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hodhod.codes.delivery import Delivery
from hodhod.domain.phone import pretty


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Codes are shown by the server itself."""


class Local:
    """Shows each code in one line."""

    name = "local"
    paid = False
    has_voice = False

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show

    def serves(self, phone: str) -> bool:
        """Tell whether it takes codes to such numbers: to all."""
        return bool(phone)

    async def deliver(self, delivery: Delivery) -> None:
        """Show a code."""
        self._show(f"Login code for {pretty(delivery.phone)}: {delivery.code}")
