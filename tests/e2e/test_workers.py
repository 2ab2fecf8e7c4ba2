"""Several workers on one port: a person, a bot and a browser may be at any of them."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import aiohttp
import pytest
from telethon.tl.functions.updates import GetStateRequest

from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.tl import functions, types
from tests.e2e.conftest import serving
from tests.e2e.database import children
from tests.e2e.server import Server
from tests.e2e.test_kill import Sending, whole_history
from tests.e2e.town import Libraries, Town
from tests.e2e.waiting import message_with
from tests.gateway.client import FreshStreams, client_over, in_layer

WORKERS = 3
GONE_S = 20.0

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def crew() -> Iterator[Server]:
    with serving(HODHOD_GATEWAY_WORKERS=str(WORKERS)) as server:
        yield server
        server.stop()
        server.check_log()


@pytest.fixture
async def crew_town(
    crew: Server, tmp_path: Path, shared_libraries: Libraries
) -> AsyncIterator[Town]:
    town = Town(crew, shared_libraries, tmp_path)
    yield town
    await town.close()


def workers_of(server: Server) -> list[int]:
    """The processes that serve: forked by a process that the server's own has started."""
    [origin] = [
        child
        for child in children(server.pid())
        if b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return sorted(children(origin))


def connections_of(server: Server) -> list[int]:
    """How many connections each worker has, as one page of metrics says."""
    with urlopen(f"http://{server.http}/metrics") as page:
        text = page.read().decode()
    found = re.findall(r'^hodhod_connections{worker="(\d+)"} (\S+)$', text, re.MULTILINE)
    assert [int(number) for number, _ in found] == list(range(WORKERS))
    return [int(float(count)) for _, count in found]


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def until(true: Callable[[], bool]) -> None:
    """Wait for a condition of other processes; they wake nobody."""
    deadline = time.monotonic() + GONE_S
    while not true():
        assert time.monotonic() < deadline, "it does not come true"
        time.sleep(0.02)


async def test_people_at_all_workers_hear_each_other(crew_town: Town) -> None:
    people = [await crew_town.telethon("One"), await crew_town.telethon("Two")]
    while sum(map(bool, connections_of(crew_town.server))) < 2:
        people.append(await crew_town.telethon(f"Number {len(people)}"))
    room = await people[0].create_group("All", [])
    for number, person in enumerate(people[1:]):
        await people[0].import_contact(person.phone, f"Number {number}")
        await people[0].invite(room, person.id)
    for number, person in enumerate(people):
        await person.client.send_message(-room, f"to all, {number}")
        for other in people:
            if other is not person:
                await message_with(other, f"to all, {number}")


async def test_a_killed_worker_loses_nothing_and_is_replaced(crew_town: Town) -> None:
    alice, bob = await crew_town.telethon("Alice"), await crew_town.telethon("Bob")
    await alice.import_contact(bob.phone, "Bob")
    sending = Sending(alice.client, bob.id)
    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        group.create_task(sending.send_all(range(600)))
        for number, worker in enumerate(workers_of(crew_town.server)):
            await sending.until(100 + 150 * number)
            os.kill(worker, signal.SIGKILL)
            await asyncio.to_thread(until, partial(gone, worker))
    for user, other in ((alice, bob), (bob, alice)):
        texts = [message.message for message in await whole_history(user.client, other.id)]
        assert sorted(texts) == sorted(f"message {number}" for number in range(600))
    for number in range(600):
        await message_with(bob, f"message {number}")
    await asyncio.to_thread(until, lambda: len(workers_of(crew_town.server)) == WORKERS)
    assert await alice.client(GetStateRequest())


@pytest.mark.parametrize("side", ["http", "mtproto"])
async def test_plain_http_needs_no_connection_that_stays(crew: Server, side: str) -> None:
    pem = RsaPublicKey.from_pem((await crew.pem()) + "\n")
    port = {"http": crew.http, "mtproto": crew.mtproto}[side].port
    for _ in range(4):
        client = client_over(FreshStreams(port), "http")
        await client.make_key(pem)
        config = await client.ask(in_layer(functions.help.GetConfig()))
        await client.stream.close()
        assert isinstance(config, types.Config)
        assert config.this_dc == 2


async def test_one_request_of_a_bot_waits_wherever_the_others_do(
    crew: Server,
) -> None:
    token = await crew.say("bots", "add", "--data", str(crew.data), "crew_bot", "--name", "Crew")
    url = f"http://{crew.http}/bot{token.splitlines()[-1].strip()}/getUpdates"

    async def poll(timeout: int) -> int:
        async with (
            aiohttp.ClientSession() as client,
            client.get(url, params={"timeout": timeout}) as answer,
        ):
            return answer.status

    waiting: set[asyncio.Task[int]] = set()
    async with asyncio.timeout(60):
        for _ in range(6):
            waiting.add(asyncio.create_task(poll(50)))
            if len(waiting) > 1:
                # Of two that come at once, either may be the newest.
                ended, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                assert [one.result() for one in ended] == [409]
        assert await poll(0) == 200
        [last] = waiting
        assert await last == 409
