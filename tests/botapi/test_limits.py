"""Bots that send too much are told to wait, and for how long."""

from __future__ import annotations

import pytest

from hodhod.botapi.errors import BotError
from hodhod.botapi.limits import Limits
from hodhod.domain.ids import PeerId, UserId, peer_of_chat
from tests.botapi.site import Site

BOT, ALICE, GROUP = UserId(1), PeerId(2), peer_of_chat(3)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def refused(limits: Limits, peer: PeerId, count: int = 1) -> int:
    with pytest.raises(BotError) as error:
        limits.use(BOT, peer, count)
    assert (error.value.code, error.value.retry_after is not None) == (429, True)
    return error.value.retry_after or 0


def test_a_second_holds_so_many_messages() -> None:
    clock = Clock()
    limits = Limits(clock, per_second=30, group_per_minute=20)
    for _ in range(30):
        limits.use(BOT, ALICE)
    assert refused(limits, ALICE) == 1
    limits.use(UserId(9), ALICE)
    clock.now += 1
    limits.use(BOT, ALICE, 30)


def test_a_minute_holds_so_many_messages_to_a_group() -> None:
    clock = Clock()
    limits = Limits(clock, per_second=30, group_per_minute=20)
    limits.use(BOT, GROUP, 20)
    assert refused(limits, GROUP) == 3
    limits.use(BOT, peer_of_chat(4))
    clock.now += 3
    limits.use(BOT, GROUP)
    assert refused(limits, GROUP, 2) == 6


async def test_a_bot_is_told_when_to_try_again(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    room = await site.world.channel(alice, "Crowd", bot.person)
    for _ in range(20):
        await bot.call("sendMessage", chat_id=room.peer_id, text="again")
    answer = await bot.ask("sendMessage", chat_id=room.peer_id, text="again")
    assert answer.status == 429
    assert answer.description == "Too Many Requests: retry after 3"
    assert answer.said["parameters"] == {"retry_after": 3}
