"""SMS.ir: a code by SMS.

Source: https://app.sms.ir/developer/help/verify
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import ClientSession

from hodhod.codes.delivery import Delivery, DeliveryError
from hodhod.codes.gateway_http import ask, quoted
from hodhod.codes.numbers import IRAN, local_form, served

NAME = "sms.ir"


@dataclass(frozen=True, slots=True)
class SmsIrSettings:
    """An account with SMS.ir.

    Attributes:
        key: The account's API key.
        template_id: The number of the message as it was registered there.
        parameter: What the message calls the code.
        prefixes: Which numbers go there.
        url: Where it is.
    """

    key: str = field(repr=False)
    template_id: int
    parameter: str = "CODE"
    prefixes: tuple[str, ...] = (IRAN,)
    url: str = "https://api.sms.ir"


class SmsIr:
    """SMS.ir's `send/verify`."""

    name = NAME
    paid = True
    has_voice = False

    def __init__(self, client: ClientSession, settings: SmsIrSettings) -> None:
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
        answer = await ask(
            self._client,
            NAME,
            "POST",
            f"{settings.url}/v1/send/verify",
            headers={"X-API-KEY": settings.key},
            body={
                "mobile": local_form(delivery.phone),
                "templateId": settings.template_id,
                "parameters": [{"name": settings.parameter, "value": delivery.code}],
            },
        )
        status = answer.fields().get("status")
        if status != 1:
            raise DeliveryError(f"{NAME}: status {quoted(status)}")
