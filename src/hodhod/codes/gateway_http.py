"""One request to a provider, with all that can go wrong turned into `DeliveryError`.

Addresses and headers hold keys, and exceptions hold addresses: none of them leaves this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

from hodhod.codes.delivery import DeliveryError

TIMEOUT_S = 8.0
"""For the whole request: somebody waits in front of an input field, and the next provider too."""

MAX_ANSWER = 64 * 1024
"""Bytes read of an answer; a provider's are some hundred."""


MAX_QUOTED = 40
"""Characters of an answer that go into an error."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered.

    Attributes:
        provider: Its name.
        status: The HTTP status.
        text: The body.
    """

    provider: str
    status: int
    text: str

    def fields(self) -> Mapping[str, object]:
        """Return the body as a JSON object.

        Raises:
            DeliveryError: It is not one.
        """
        try:
            value = json.loads(self.text)
        except ValueError:
            raise DeliveryError(f"{self.provider}: HTTP {self.status}, not JSON") from None
        if not isinstance(value, dict):
            raise DeliveryError(f"{self.provider}: HTTP {self.status}, not an object")
        return value


def quoted(value: object) -> str:
    """Return the beginning of what a provider said, fit for a log line."""
    return repr(value)[:MAX_QUOTED]


async def ask(
    client: ClientSession,
    provider: str,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    body: object = None,
    data: str | None = None,
) -> Answer:
    """Send one request and return the answer, whatever its status.

    Args:
        client: The session.
        provider: Its name, for errors.
        method: GET or POST.
        url: Where, perhaps with a key in it.
        headers: Headers, perhaps with a key in them.
        params: The query.
        body: What is sent as JSON.
        data: What is sent as it is.

    Raises:
        DeliveryError: There was no answer.
    """
    try:
        async with client.request(
            method,
            url,
            headers=headers,
            params=params,
            json=body,
            data=data,
            timeout=ClientTimeout(total=TIMEOUT_S),
            # A redirect would carry the key to somebody else.
            allow_redirects=False,
        ) as response:
            raw = await response.content.read(MAX_ANSWER)
            return Answer(provider, response.status, raw.decode("utf-8", "replace"))
    except TimeoutError:
        raise DeliveryError(f"{provider}: no answer in {TIMEOUT_S:g} s") from None
    except (ClientError, OSError, ValueError) as error:
        raise DeliveryError(f"{provider}: {type(error).__name__}") from None
