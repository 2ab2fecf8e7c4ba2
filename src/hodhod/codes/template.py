"""Any other provider with an HTTP interface: an address, headers and a body with gaps to fill.

The gaps are `{phone}` (98912…), `{plus}` (+98912…), `{local}` (0912…), `{code}` and `{voice}`
(true or false). In the address they are percent-encoded; in the body they stand as they are, which
is right for JSON (in a form write `%2B{phone}` for a plus).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from aiohttp import ClientSession

from hodhod.codes.delivery import Delivery, DeliveryError
from hodhod.codes.gateway_http import ask
from hodhod.codes.numbers import local_form, served


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """A provider as its documentation describes it.

    Attributes:
        url: The address, with gaps.
        name: What logs call it.
        method: GET or POST.
        headers: (name, value) pairs; values may hold keys.
        body: The body, with gaps; empty for none.
        accepted: A text that the answer holds when the code was taken; empty: the status suffices.
        voice: Whether it can call.
        prefixes: Which numbers go there.
    """

    url: str = field(repr=False)
    name: str = "http"
    method: str = "POST"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: str = field(default="", repr=False)
    accepted: str = ""
    voice: bool = False
    prefixes: tuple[str, ...] = ("",)


class Template:
    """A provider that is a request with gaps."""

    paid = True

    def __init__(self, client: ClientSession, settings: TemplateSettings) -> None:
        self._client = client
        self._settings = settings
        self.name = settings.name
        self.has_voice = settings.voice

    def serves(self, phone: str) -> bool:
        """Tell whether it takes codes to such numbers."""
        return served(phone, self._settings.prefixes)

    async def deliver(self, delivery: Delivery) -> None:
        """Take a code to its phone.

        Raises:
            DeliveryError: It did not take it.
        """
        settings = self._settings
        gaps = {
            "{phone}": delivery.phone,
            "{plus}": "+" + delivery.phone,
            "{local}": local_form(delivery.phone),
            "{code}": delivery.code,
            "{voice}": "true" if delivery.voice else "false",
        }
        encoded = {gap: quote(value, safe="") for gap, value in gaps.items()}
        answer = await ask(
            self._client,
            settings.name,
            settings.method,
            _filled(settings.url, encoded),
            headers=dict(settings.headers),
            data=_filled(settings.body, gaps) or None,
        )
        if not 200 <= answer.status < 300 or settings.accepted not in answer.text:
            raise DeliveryError(f"{settings.name}: HTTP {answer.status}, not accepted")


def _filled(text: str, gaps: dict[str, str]) -> str:
    for gap, value in gaps.items():
        text = text.replace(gap, value)
    return text
