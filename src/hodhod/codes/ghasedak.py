"""Ghasedak: a code by SMS or by a call that reads it out.

Source: https://ghasedak.me/docs
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import ClientSession

from hodhod.codes.delivery import Delivery, DeliveryError
from hodhod.codes.gateway_http import ask, quoted
from hodhod.codes.numbers import IRAN, local_form, served

NAME = "ghasedak"


@dataclass(frozen=True, slots=True)
class GhasedakSettings:
    """An account with Ghasedak.

    Attributes:
        key: The account's API key.
        template: The name of the message as it was registered there; its first parameter is the
            code.
        prefixes: Which numbers go there.
        url: Where it is.
    """

    key: str = field(repr=False)
    template: str
    prefixes: tuple[str, ...] = (IRAN,)
    url: str = "https://gateway.ghasedak.me"


class Ghasedak:
    """Ghasedak's `SendOtpWithParams`."""

    name = NAME
    paid = True
    has_voice = True

    def __init__(self, client: ClientSession, settings: GhasedakSettings) -> None:
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
        mobile = local_form(delivery.phone)
        answer = await ask(
            self._client,
            NAME,
            "POST",
            f"{settings.url}/rest/api/v1/WebService/SendOtpWithParams",
            headers={"ApiKey": settings.key},
            body={
                "receptors": [{"mobile": mobile, "clientReferenceId": mobile}],
                "templateName": settings.template,
                "param1": delivery.code,
                "isVoice": delivery.voice,
            },
        )
        fields = {name.lower(): value for name, value in answer.fields().items()}
        if fields.get("issuccess") is not True:
            raise DeliveryError(f"{NAME}: status {quoted(fields.get('statuscode', answer.status))}")
