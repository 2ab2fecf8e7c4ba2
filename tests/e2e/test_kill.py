"""A result sent means a commit made: the server is killed while 2,000 messages are on their way.

Every message that was acknowledged is in both boxes exactly once, in the history and in the
difference; sending again with the same random_id changes nothing. So it is in a supergroup, where
two people who write at once have one box between them.
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
from tests.e2e.test_finding import new_username
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


async def test_two_who_write_to_a_supergroup_lose_and_double_nothing(own_town: Town) -> None:
    """Their random_ids are the same, and each of them sends everything again in the end."""
    alice, bob = await own_town.acquaintances(("telethon", "telethon"))
    assert isinstance(alice, TelethonUser)
    assert isinstance(bob, TelethonUser)
    room = await alice.create_channel("Crowd", broadcast=False)
    username = new_username()
    await alice.publish(room, username)
    assert await bob.join(username) == room
    start = {user.id: await channel_pts(user.client, room) for user in (alice, bob)}
    writers = [Sending(user.client, room) for user in (alice, bob)]
    half = SENDS // 2
    async with asyncio.timeout(SEND_S), asyncio.TaskGroup() as group:
        for writer in writers:
            group.create_task(writer.send_all(range(half)))
        for count in KILL_AT:
            for writer in writers:
                await writer.until(count // 2)
            own_town.server.kill()
            await asyncio.to_thread(own_town.server.start)

    expected = Counter({f"message {number}": 2 for number in range(half)})
    for user in (alice, bob):
        history = await whole_history(user.client, room)
        assert said(history) == expected
        by_id = {m.id: (m.sender_id, m.message) for m in history}
        for writer, author in zip(writers, (alice, bob), strict=True):
            assert {number: by_id[own] for number, own in writer.ids.items()} == {
                number: (author.id, f"message {number}") for number in range(half)
            }
        texts, moves = await channel_difference(user.client, room, start[user.id])
        assert Counter(texts) == expected
        assert moves == sorted(set(moves))
    ids = [dict(writer.ids) for writer in writers]
    for number in range(0, half, 100):
        assert [await w.send(number) for w in writers] == [own[number] for own in ids]
    assert said(await whole_history(bob.client, room)) == expected
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


def said(history: Iterable[types.Message]) -> Counter[str]:
    """How often each text is in a history, without what tells of the chat itself."""
    return Counter(m.message for m in history if isinstance(m, types.Message))


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


async def channel_pts(client: TelegramClient, room: int) -> int:
    """Where the box of a supergroup is."""
    full = await client(functions.channels.GetFullChannelRequest(room))
    return int(full.full_chat.pts)


async def channel_difference(
    client: TelegramClient, room: int, pts: int
) -> tuple[list[str], list[int]]:
    """All texts in a supergroup since a pts, and the pts after each slice."""
    texts: list[str] = []
    moves: list[int] = []
    while True:
        part = await client(
            functions.updates.GetChannelDifferenceRequest(
                room, types.ChannelMessagesFilterEmpty(), pts, limit=100
            )
        )
        assert not isinstance(part, types.updates.ChannelDifferenceTooLong)
        if isinstance(part, types.updates.ChannelDifferenceEmpty):
            return texts, moves
        texts += [m.message for m in part.new_messages if isinstance(m, types.Message)]
        pts = part.pts
        moves.append(pts)
        if part.final:
            return texts, moves
