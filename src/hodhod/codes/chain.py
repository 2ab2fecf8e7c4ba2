"""The chain: providers in order, those that just failed last, and caps before all that cost."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from aiohttp import ClientSession, TCPConnector

from hodhod.codes.caps import Caps
from hodhod.codes.delivery import (
    Delivery,
    DeliveryError,
    NoRouteError,
    Provider,
    Sent,
    SpendingCapError,
)
from hodhod.codes.ghasedak import Ghasedak, GhasedakSettings
from hodhod.codes.kavenegar import Kavenegar, KavenegarSettings
from hodhod.codes.local import Local, LocalSettings
from hodhod.codes.settings import CodesSettings, ProviderSettings
from hodhod.codes.sms_ir import SmsIr, SmsIrSettings
from hodhod.codes.template import Template, TemplateSettings

REST_S = 30.0
"""A provider that failed comes last for so long: a rush does not wait for a dead one."""

MAX_CONNECTIONS = 32
"""To all providers together: a rush of logins queues here and not in their accounts."""

log = logging.getLogger(__name__)


class Codes:
    """Sends login codes by whichever provider takes them."""

    def __init__(
        self, providers: Sequence[Provider], caps: Caps, clock: Callable[[], float]
    ) -> None:
        self._providers = tuple(providers)
        self._caps = caps
        self._clock = clock
        self._resting: dict[str, float] = {}

    def can_call(self, phone: str) -> bool:
        """Tell whether a code can be read out to a number."""
        return any(one.has_voice and one.serves(phone) for one in self._providers)

    async def send(self, delivery: Delivery) -> Sent:
        """Send a code.

        Returns:
            By whom it went.

        Raises:
            SpendingCapError: Only providers that cost are left, and the prefix has had enough.
            NoRouteError: No provider took it.
        """
        refusal: SpendingCapError | None = None
        for provider in self._order(delivery):
            wait_s = self._caps.take(delivery.phone, self._clock()) if provider.paid else 0.0
            if wait_s:
                refusal = SpendingCapError(wait_s)
                continue
            if await self._takes(provider, delivery):
                return Sent(provider.name, delivery.voice)
        raise refusal or NoRouteError("no provider took the code")

    def _order(self, delivery: Delivery) -> list[Provider]:
        """Return who may be asked, those that rest last."""
        able = [
            one
            for one in self._providers
            if one.serves(delivery.phone) and (one.has_voice or not delivery.voice)
        ]
        now = self._clock()
        return sorted(able, key=lambda one: self._resting.get(one.name, 0.0) > now)

    async def _takes(self, provider: Provider, delivery: Delivery) -> bool:
        try:
            await provider.deliver(delivery)
        except DeliveryError as error:
            now = self._clock()
            self._resting[provider.name] = now + REST_S
            if provider.paid:
                self._caps.give_back(delivery.phone, now)
            log.warning("login code not taken: %s", error)
            return False
        self._resting.pop(provider.name, None)
        return True


@asynccontextmanager
async def open_codes(
    settings: CodesSettings, *, clock: Callable[[], float], show: Callable[[str], None]
) -> AsyncIterator[Codes]:
    """Open the chain that the settings describe.

    Args:
        settings: Providers and caps.
        clock: Unix time in seconds.
        show: Where the local provider writes its lines.
    """
    connector = TCPConnector(limit=MAX_CONNECTIONS)
    async with ClientSession(connector=connector, trust_env=False) as client:
        providers = [_provider(one, client, show) for one in settings.providers]
        yield Codes(providers, Caps(settings.caps, settings.default_cap), clock)


def _provider(
    settings: ProviderSettings, client: ClientSession, show: Callable[[str], None]
) -> Provider:
    match settings:
        case LocalSettings():
            return Local(show)
        case KavenegarSettings():
            return Kavenegar(client, settings)
        case SmsIrSettings():
            return SmsIr(client, settings)
        case GhasedakSettings():
            return Ghasedak(client, settings)
        case TemplateSettings():
            return Template(client, settings)
