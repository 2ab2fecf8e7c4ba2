import asyncio
import logging

import pytest

from hodhod.ops.upkeep import DAY_S, Chore, chores, do_once, keep_up
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeys
from tests.api.world import World


@pytest.fixture
def work(world: World) -> list[Chore]:
    return chores(world.app, AuthKeys(world.app.store.main, bytes(32)))


def named(work: list[Chore], name: str) -> Chore:
    return next(chore for chore in work if chore.name == name)


async def test_every_chore_can_be_done_on_an_empty_server(work: list[Chore]) -> None:
    assert [chore.name for chore in work if not await do_once(chore)] == []


async def test_a_login_that_was_not_used_for_long_is_ended(world: World, work: list[Chore]) -> None:
    alice = await world.user("Alice")
    logins = world.app.store.authorizations
    world.wait((world.app.policy.session_ttl_days - 1) * DAY_S)
    assert await do_once(named(work, "unused logins"))
    assert await logins.of_user(alice.id)
    await logins.touch([(alice.caller.auth_key_id, world.app.now)])
    world.wait(2 * DAY_S)
    assert await do_once(named(work, "unused logins"))
    assert [one.auth_key_id for one in await logins.of_user(alice.id)] == [alice.caller.auth_key_id]


@pytest.mark.parametrize("error", [StoreUnavailable("down"), ValueError("a bug")])
async def test_what_fails_is_logged_and_keeps_nothing_else_from_being_done(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    done = asyncio.Event()

    async def fail() -> None:
        raise error

    async def succeed() -> None:
        done.set()

    with caplog.at_level(logging.WARNING):
        keeping = asyncio.create_task(
            keep_up([Chore("one", 0.0, fail), Chore("other", 0.001, succeed)])
        )
        await asyncio.wait_for(done.wait(), 10)
        keeping.cancel()
        await asyncio.wait([keeping])
    assert keeping.cancelled()
    assert [record.message.split(":")[0].split(" ")[0] for record in caplog.records] == ["one"]
