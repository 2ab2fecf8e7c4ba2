"""What is delivered, by whom, and how it can fail.

CodesError
├── DeliveryError          one provider did not take the code; the next is tried
├── NoRouteError                no provider took it
└── SpendingCapError     the number's prefix has had enough for now
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class CodesError(Exception):
    """A code that did not go out."""


class DeliveryError(CodesError):
    """A provider did not take a code. The text holds neither its key nor the code."""


class NoRouteError(CodesError):
    """No provider took a code, or none is for such numbers."""


class SpendingCapError(CodesError):
    """Numbers of a prefix have been sent as many codes as the operator pays for.

    Attributes:
        retry_after_s: Seconds until one more may be sent.
    """

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"spending cap reached, next code in {retry_after_s:.0f} s")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Delivery:
    """A code on its way.

    Attributes:
        phone: Digits of the E.164 number without the plus.
        code: The code, in Latin digits.
        voice: Whether it is to be read out by a call.
        lang: Two letters, the language of the person.
    """

    phone: str
    code: str
    voice: bool = False
    lang: str = "fa"


@dataclass(frozen=True, slots=True)
class Sent:
    """How a code went out.

    Attributes:
        provider: The provider's name.
        voice: Whether as a call.
    """

    provider: str
    voice: bool


class Provider(Protocol):
    """Somebody who takes codes to phones."""

    @property
    def name(self) -> str:
        """What logs and metrics call it."""

    @property
    def paid(self) -> bool:
        """Whether each code costs money, so that caps apply."""

    @property
    def has_voice(self) -> bool:
        """Whether it can call."""

    def serves(self, phone: str) -> bool:
        """Tell whether it takes codes to such numbers."""

    async def deliver(self, delivery: Delivery) -> None:
        """Take a code to its phone.

        Raises:
            DeliveryError: It did not take it.
        """
