"""Kavenegar: a code by SMS or by a call that reads it out.

Source: https://kavenegar.com/rest.html#sms-Lookup
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import ClientSession

from hodhod.codes.delivery import Delivery, DeliveryError
from hodhod.codes.gateway_http import ask, quoted
from hodhod.codes.numbers import IRAN, local_form, served

NAME = "kavenegar"


@dataclass(frozen=True, slots=True)
class KavenegarSettings:
    """An account with Kavenegar.

    Attributes:
        key: The account's API key.
        template: The name of the message as it was registered there; it holds `%token`.
        prefixes: Which numbers go there.
        url: Where it is.
    """

    key: str = field(repr=False)
    template: str
    prefixes: tuple[str, ...] = (IRAN,)
    url: str = "https://api.kavenegar.com"


class Kavenegar:
    """Kavenegar's `verify/lookup`."""

    name = NAME
    paid = True
    has_voice = True

    def __init__(self, client: ClientSession, settings: KavenegarSettings) -> None:
        self._client = client
        self._settings = settings

    def serves(self, phone: str) -> bool:
        """Tell whether it takes codes to such numbers."""
        return served(phone, self._settings.prefixes)

    async def deliver(self, delivery: Delivery) -> None:
        """Take a code to its phone.

        Raises:
            DeliveryError: It did not take it.
        """
        settings = self._settings
        form = {
            "receptor": local_form(delivery.phone),
            "template": settings.template,
            "token": delivery.code,
            "type": "call" if delivery.voice else "sms",
        }
        url = f"{settings.url}/v1/{settings.key}/verify/lookup.json"
        answer = await ask(self._client, NAME, "POST", url, params=form)
        result = answer.fields().get("return")
        status = result.get("status") if isinstance(result, dict) else None
        if status != 200:
            raise DeliveryError(f"{NAME}: status {quoted(status)}")
