"""An outage of the database is an outage: never an authorisation error, and it ends."""

import asyncio

import pytest
from telethon import TelegramClient
from telethon.errors import RPCError
from telethon.tl import functions

from tests.e2e.database import database_of
from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

ANSWER_S = 60.0

pytestmark = [pytest.mark.timeout(400), pytest.mark.slow]

REQUESTS = (
    functions.updates.GetStateRequest,
    functions.account.GetAuthorizationsRequest,
    functions.contacts.GetContactsRequest,
)


async def outcome(client: TelegramClient, request: type) -> str:
    """What becomes of a request, asked once: the name of the failure, or `answered`."""
    call = request(0) if request is functions.contacts.GetContactsRequest else request()
    try:
        async with asyncio.timeout(ANSWER_S):
            await client._sender.send(call)  # noqa: SLF001 — below Telethon's own retries
    except RPCError as refusal:
        return f"{refusal.code} {refusal.message}"
    except ConnectionError as failure:
        return f"closed: {failure}"
    return "answered"


@pytest.mark.parametrize("accident", ["frozen", "killed"])
async def test_nobody_is_logged_out_by_an_outage_of_the_database(
    own_town: Town, accident: str
) -> None:
    alice, bob = await own_town.acquaintances(("telethon", "tdlib"))
    assert isinstance(alice, TelethonUser)
    tablet = await own_town.device("telethon", alice)
    assert isinstance(tablet, TelethonUser)
    server = own_town.server
    database = database_of(server.data)

    if accident == "frozen":
        database.freeze()
    else:
        await asyncio.to_thread(database.kill)
    try:
        outcomes = await asyncio.gather(*(outcome(tablet.client, r) for r in REQUESTS))
    finally:
        if accident == "frozen":
            database.thaw()
    assert not [said for said in outcomes if said.startswith("401")], outcomes
    if accident == "frozen":
        assert "answered" not in outcomes

    await alice.send(bob.id, Content("after the outage"))
    await message_with(bob, "after the outage")
    await message_with(tablet, "after the outage")
    assert [await outcome(tablet.client, request) for request in REQUESTS] == ["answered"] * 3
    server.check_log()
