import asyncio
import time

from hodhod.gateway.pressure import TICK_S, WINDOW, Pressure


async def ticks(pressure: Pressure, told: asyncio.Queue[None], count: int, late_s: float) -> None:
    for _ in range(count):
        time.sleep(TICK_S + late_s)  # noqa: ASYNC251 - the loop is to be late
        await told.get()


async def test_it_is_strained_when_nothing_was_done_in_time_for_a_while() -> None:
    told: asyncio.Queue[None] = asyncio.Queue()
    pressure = Pressure(lambda: told.put_nowait(None))
    pressure.start()
    await ticks(pressure, told, 1, 0.2)
    await told.get()
    once = pressure.strained
    await ticks(pressure, told, WINDOW + 1, 0.03)
    assert (once, pressure.strained) == (False, True), "late once is a burst"
    pressure.stop()
