"""A result sent means a commit made: the server is killed while 2,000 messages are on their way.

Every message that was acknowledged is in both boxes exactly once, in the history and in the
difference; sending again with the same random_id changes nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from telethon import TelegramClient
from telethon.tl import functions, types

from tests.e2e.database import database_of
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

SENDS = 2_000
AT_ONCE = 40
KILL_AT = (300, 900, 1_500)
"""The server is killed when so many messages were acknowledged."""

FIRST_RANDOM_ID = 0x0DD_0000
SEND_S = 180.0

pytestmark = [pytest.mark.timeout(600), pytest.mark.slow]


@dataclass(slots=True)
class Sending:
    """Messages on their way, and the ids that the server acknowledged them with."""

    client: TelegramClient
    to: int
    ids: dict[int, int] = field(default_factory=dict)
    _reached: dict[int, asyncio.Event] = field(default_factory=dict)

    async def send(self, number: int) -> int:
        result = await self.client(
            functions.messages.SendMessageRequest(
                self.to, f"message {number}", random_id=FIRST_RANDOM_ID + number
            )
        )
        return message_id(result)

    async def send_all(self, numbers: Iterable[int]) -> None:
        room = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with room:
                self.ids[number] = await self.send(number)
            for count, reached in self._reached.items():
                if len(self.ids) >= count:
                    reached.set()

        async with asyncio.TaskGroup() as group:
            for number in numbers:
                group.create_task(one(number))

    async def until(self, count: int) -> None:
        reached = self._reached.setdefault(count, asyncio.Event())
        if len(self.ids) >= count:
            return
        async with asyncio.timeout(SEND_S):
            await reached.wait()


@pytest.mark.parametrize("with_database", [False, True], ids=["server", "server-and-database"])
async def test_no_acknowledged_message_is_lost_or_doubled(
    own_town: Town, with_database: bool
) -> None:
    alice, bob = await own_town.acquaintances(("telethon", "telethon"))
    assert isinstance(alice, TelethonUser)
    assert isinstance(bob, TelethonUser)
    start = {
        user.id: await user.client(functions.updates.GetStateRequest()) for user in (alice, bob)
    }
    sending = Sending(alice.client, bob.id)
    async with asyncio.timeout(SEND_S), asyncio.TaskGroup() as group:
        group.create_task(sending.send_all(range(SENDS)))
        for count in KILL_AT:
            await sending.until(count)
            database = database_of(own_town.server.data)
            own_town.server.kill()
            if with_database:
                await asyncio.to_thread(database.kill)
            await asyncio.to_thread(own_town.server.start)

    expected = Counter({f"message {number}": 1 for number in range(SENDS)})
    for user, other in ((alice, bob), (bob, alice)):
        history = await whole_history(user.client, other.id)
        assert Counter(message.message for message in history) == expected
        texts, moves = await difference(user.client, start[user.id])
        assert Counter(texts) == expected
        assert moves == sorted(moves)
    for number in range(SENDS):
        await message_with(bob, f"message {number}")
    sent = {message.id: message.message for message in await whole_history(alice.client, bob.id)}
    assert {number: sent[own] for number, own in sending.ids.items()} == {
        number: f"message {number}" for number in range(SENDS)
    }
    own_town.server.check_log()


async def test_the_same_random_id_is_the_same_message(own_town: Town) -> None:
    alice, bob = await own_town.acquaintances(("telethon", "telethon"))
    assert isinstance(alice, TelethonUser)
    sending = Sending(alice.client, bob.id)
    first = await sending.send(1)
    own_town.server.kill()
    await asyncio.to_thread(own_town.server.start)
    assert await sending.send(1) == first
    assert [m.text for m in await alice.history(bob.id)] == ["message 1"]
    assert [m.text for m in await bob.history(alice.id)] == ["message 1"]
    own_town.server.check_log()


async def whole_history(client: TelegramClient, peer_id: int) -> list[types.Message]:
    """All messages of a chat; Telethon would rest a second after each page."""
    return list(await client.get_messages(peer_id, limit=None, wait_time=0))


def message_id(result: types.TypeUpdates) -> int:
    if isinstance(result, types.UpdateShortSentMessage):
        return int(result.id)
    return int(next(u.id for u in result.updates if isinstance(u, types.UpdateMessageID)))


async def difference(
    client: TelegramClient, state: types.updates.State
) -> tuple[list[str], list[int]]:
    """All texts since a state, and the pts after each slice."""
    texts: list[str] = []
    moves: list[int] = []
    while True:
        part = await client(
            functions.updates.GetDifferenceRequest(state.pts, state.date, state.qts)
        )
        if isinstance(part, types.updates.DifferenceEmpty):
            return texts, moves
        texts += [m.message for m in part.new_messages if isinstance(m, types.Message)]
        if isinstance(part, types.updates.Difference):
            moves.append(part.state.pts)
            return texts, moves
        state = part.intermediate_state
        moves.append(state.pts)
