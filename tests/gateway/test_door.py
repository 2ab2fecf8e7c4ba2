"""The door, on a clock of the tests' own."""

import asyncio

import pytest

from hodhod.gateway import door as module
from hodhod.gateway.door import BURST_S, FIRST_RATE, LEAST_RATE, Door
from hodhod.mtproto.errors import FLOOD, TransportError

BURST = int(FIRST_RATE * BURST_S)


def at_ease(door: Door, now: float, *, busy: bool = False) -> None:
    door.pulse(now, strained=False, busy=busy)


async def queue(door: Door, count: int) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(door.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


async def inside(tasks: list[asyncio.Task[None]]) -> int:
    await asyncio.sleep(0)
    return sum(task.done() for task in tasks)


async def test_a_few_come_in_at_once_and_the_others_in_their_order() -> None:
    door = Door()
    at_ease(door, 0.0)
    assert [door.enter() for _ in range(BURST + 1)] == [True] * BURST + [False]
    tasks = await queue(door, 5)
    at_ease(door, 3 / FIRST_RATE)
    assert await inside(tasks) == 3
    assert [task.done() for task in tasks] == [True, True, True, False, False]
    door.close()


async def test_nobody_passes_those_who_wait() -> None:
    door = Door()
    at_ease(door, 0.0)
    while door.enter():
        pass
    tasks = await queue(door, 1)
    door.pulse(1.0, strained=False, busy=True)
    assert not door.enter()
    at_ease(door, 1.0)
    assert await inside(tasks) == 1
    assert door.enter()


async def test_who_waits_for_too_long_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAIT_S", 0.01)
    door = Door()
    with pytest.raises(TransportError) as refused:
        await door.wait()
    assert (refused.value.code, door.refused) == (FLOOD, 1)
    door.pulse(0.0, strained=True, busy=True)
    assert len(door) == 0


async def test_no_more_wait_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 3)
    door = Door()
    await queue(door, 3)
    with pytest.raises(TransportError):
        await door.wait()
    assert (len(door), door.refused) == (3, 1)
    door.close()
    assert len(door) == 0


async def test_a_strained_server_lets_in_fewer_and_one_at_ease_more() -> None:
    door = Door()
    await queue(door, 1)
    now = 0.0
    for _ in range(100):
        now += 1.0
        door.pulse(now, strained=True, busy=True)
    assert door.rate == LEAST_RATE
    door.pulse(now + 1.0, strained=False, busy=True)
    assert door.rate == LEAST_RATE, "more would only wait inside"
    door.close()
    at_ease(door, now + 2.0)
    assert door.rate == LEAST_RATE, "nobody wants more"
    door.pulse(now + 3.0, strained=False, busy=False, wanted=True)
    assert door.rate > LEAST_RATE


async def test_who_has_gone_takes_nobodys_turn() -> None:
    door = Door()
    at_ease(door, 0.0)
    while door.enter():
        pass
    gone, stays = await queue(door, 2)
    gone.cancel()
    await asyncio.sleep(0)
    at_ease(door, 1 / FIRST_RATE)
    assert await inside([stays]) == 1
