"""An outage of the database is an outage: never an authorisation error, and it ends."""

import asyncio

import pytest
from telethon import TelegramClient
from telethon.errors import RPCError, UnauthorizedError
from telethon.tl import functions

from tests.e2e import telethon_client
from tests.e2e.database import database_of
from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

ANSWER_S = 60.0
PATIENT_RETRIES = 15
"""Of two seconds each."""

pytestmark = [pytest.mark.timeout(400), pytest.mark.slow]

REQUESTS = (
    functions.updates.GetStateRequest,
    functions.account.GetAuthorizationsRequest,
    functions.contacts.GetContactsRequest,
)


async def outcome(client: TelegramClient, request: type) -> str:
    """What becomes of a request in an outage: the name of the failure, or `answered`."""
    call = request(0) if request is functions.contacts.GetContactsRequest else request()
    try:
        async with asyncio.timeout(ANSWER_S):
            await client(call)
    except UnauthorizedError as refusal:
        return f"401 {refusal}"
    except RPCError as refusal:
        return f"{refusal.code} {refusal.message}"
    except (ConnectionError, ValueError) as failure:
        return f"closed: {failure}"
    return "answered"


@pytest.mark.parametrize("accident", ["frozen", "killed"])
async def test_nobody_is_logged_out_by_an_outage_of_the_database(
    own_town: Town, accident: str
) -> None:
    alice, bob = await own_town.acquaintances(("telethon", "tdlib"))
    assert isinstance(alice, TelethonUser)
    impatient = telethon_client.client_at(own_town.server.mtproto)
    impatient._request_retries = 1  # noqa: SLF001 — the outcome itself is wanted, not patience
    device = await telethon_client.sign_in(impatient, alice.phone, own_town.server.code)
    own_town.users.append(device)
    server = own_town.server
    database = database_of(server.data)

    if accident == "frozen":
        database.freeze()
    else:
        database.kill()
    try:
        outcomes = await asyncio.gather(*(outcome(impatient, request) for request in REQUESTS))
    finally:
        if accident == "frozen":
            database.thaw()
    assert not [said for said in outcomes if said.startswith("401")], outcomes
    assert [said for said in outcomes if said != "answered"], outcomes

    if not await comes_back(impatient):
        server.kill()
        await asyncio.to_thread(server.start)
    await alice.send(bob.id, Content("after the outage"))
    await message_with(bob, "after the outage")
    assert await comes_back(impatient)


async def comes_back(client: TelegramClient) -> bool:
    """Whether the same session works again, with the patience that Telethon has by itself."""
    client._request_retries = PATIENT_RETRIES  # noqa: SLF001
    return await outcome(client, functions.updates.GetStateRequest) == "answered"
