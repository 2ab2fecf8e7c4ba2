from __future__ import annotations

import asyncio
import logging

import pytest

from hodhod.previews import Previews, PreviewSettings, open_previews


async def test_work_on_a_key_is_done_once_at_a_time() -> None:
    previews = Previews(None)
    go, done = asyncio.Event(), []

    async def work() -> None:
        await go.wait()
        done.append(1)

    assert previews.begin(7, work)
    assert previews.begin(7, work)
    go.set()
    await previews.wait(7, 10)
    assert done == [1]
    assert previews.begin(7, work)
    await previews.wait(7, 10)
    assert done == [1, 1]


async def test_not_endlessly_many_wait() -> None:
    previews = Previews(None, at_once=1, max_waiting=1)
    go, running = asyncio.Event(), []

    async def work() -> None:
        running.append(1)
        await go.wait()

    assert [previews.begin(key, work) for key in (1, 2, 3)] == [True, True, False]
    await asyncio.sleep(0)
    assert running == [1]
    await previews.close()


async def test_waiting_ends_before_the_work_does() -> None:
    previews = Previews(None)
    go = asyncio.Event()

    async def work() -> None:
        await go.wait()

    previews.begin(1, work)
    await previews.wait(1, 0.0)
    assert not go.is_set()
    await previews.wait(2, 10)  # of what was never begun nothing is waited for
    await previews.close()


async def test_what_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    previews = Previews(None)

    async def work() -> None:
        raise ValueError("broken")

    with caplog.at_level(logging.ERROR):
        previews.begin(1, work)
        await previews.wait(1, 10)
    assert [record.message for record in caplog.records] == ["preview 1"]


async def test_turned_off_nothing_is_fetched() -> None:
    async with open_previews(PreviewSettings(enabled=False)) as previews:
        assert not previews.enabled
        assert await previews.fetch("https://example.com/") is None
    async with open_previews(PreviewSettings()) as previews:
        assert previews.enabled
        assert await previews.fetch("http://127.0.0.1/") is None
