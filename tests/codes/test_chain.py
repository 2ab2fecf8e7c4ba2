from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hodhod.codes import (
    Cap,
    Codes,
    CodesSettings,
    Delivery,
    DeliveryError,
    NoRouteError,
    SpendingCapError,
    open_codes,
)
from hodhod.codes.caps import Caps
from hodhod.codes.chain import REST_S

DELIVERY = Delivery(phone="989121234567", code="01234")


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Fake:
    """A provider that does as it is told."""

    name: str
    works: bool = True
    paid: bool = True
    has_voice: bool = False
    prefix: str = ""
    asked: list[Delivery] = field(default_factory=list)

    def serves(self, phone: str) -> bool:
        return phone.startswith(self.prefix)

    async def deliver(self, delivery: Delivery) -> None:
        self.asked.append(delivery)
        if not self.works:
            raise DeliveryError(f"{self.name}: no")


def chain(*providers: Fake, clock: Clock | None = None, burst: int = 100) -> Codes:
    return Codes(providers, Caps((), Cap("", per_hour=60, burst=burst)), clock or Clock())


async def test_the_first_that_takes_a_code_sends_it() -> None:
    dead, alive, spare = Fake("dead", works=False), Fake("alive"), Fake("spare")
    sent = await chain(dead, alive, spare).send(DELIVERY)
    assert (sent.provider, sent.voice) == ("alive", False)
    assert (len(dead.asked), len(alive.asked), len(spare.asked)) == (1, 1, 0)


async def test_one_that_failed_is_asked_last_for_a_while() -> None:
    clock = Clock()
    dead, alive = Fake("dead", works=False), Fake("alive")
    codes = chain(dead, alive, clock=clock)
    await codes.send(DELIVERY)
    await codes.send(DELIVERY)
    assert len(dead.asked) == 1
    clock.now += REST_S
    await codes.send(DELIVERY)
    assert len(dead.asked) == 2
    # Nobody else is left: rest or not, it is asked.
    alive.works = False
    with pytest.raises(NoRouteError):
        await codes.send(DELIVERY)
    assert len(dead.asked) == 3


async def test_only_who_serves_a_number_and_can_call_is_asked() -> None:
    iranian = Fake("iranian", prefix="98")
    caller = Fake("caller", has_voice=True)
    codes = chain(iranian, caller)
    assert (await codes.send(Delivery("14155552671", "1"))).provider == "caller"
    assert (await codes.send(Delivery("989121234567", "1", voice=True))).provider == "caller"
    assert iranian.asked == []
    with pytest.raises(NoRouteError):
        await chain(iranian).send(Delivery("14155552671", "1"))


async def test_a_prefix_has_a_cap_and_others_their_own() -> None:
    clock = Clock()
    codes = chain(Fake("paid"), clock=clock, burst=2)
    await codes.send(DELIVERY)
    await codes.send(DELIVERY)
    with pytest.raises(SpendingCapError) as refused:
        await codes.send(DELIVERY)
    assert refused.value.retry_after_s == pytest.approx(60)
    await codes.send(Delivery("14155552671", "1"))
    clock.now += 60
    await codes.send(DELIVERY)


async def test_who_costs_nothing_has_no_cap() -> None:
    codes = chain(Fake("paid"), Fake("free", paid=False), burst=1)
    assert [(await codes.send(DELIVERY)).provider for _ in range(3)] == ["paid", "free", "free"]


async def test_a_code_that_nobody_took_costs_nothing() -> None:
    dead = Fake("dead", works=False)
    codes = chain(dead, burst=1)
    for _ in range(3):
        with pytest.raises(NoRouteError):
            await codes.send(DELIVERY)
    dead.works = True
    await codes.send(DELIVERY)


async def test_the_local_provider_shows_the_code() -> None:
    shown: list[str] = []
    async with open_codes(CodesSettings(), clock=Clock(), show=shown.append) as codes:
        assert (await codes.send(DELIVERY)).provider == "local"
        assert not codes.can_call(DELIVERY.phone)
    assert shown == ["Login code for +98 912 123 4567: 01234"]
