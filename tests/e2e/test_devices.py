"""One user, several devices."""

import pytest
from telethon.errors import RPCError
from telethon.tl import functions

from tests.e2e.messenger import Content, Kind, Messenger
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import PAIRS, Town
from tests.e2e.waiting import edit_to, message_with

Pair = tuple[str, str]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
async def test_a_second_device_sees_what_the_first_sends_and_gets(town: Town, pair: Pair) -> None:
    first = await town.newcomer(pair[0], "Laleh")
    second = await town.device(pair[1], first)
    friend = await town.newcomer("telethon", "Friend")
    await friend.import_contact(first.phone, "Laleh")
    await first.import_contact(friend.phone, "Friend")

    await friend.send(first.id, Content("for all devices"))
    for device in (first, second):
        assert (await message_with(device, "for all devices")).out is False

    sent = await first.send(friend.id, Content("from the first"))
    copy = await message_with(second, "from the first")
    assert (copy.id, copy.out, copy.chat) == (sent.id, True, friend.id)
    await first.edit(friend.id, sent.id, "from the first, corrected")
    await edit_to(second, sent.id, "from the first, corrected")

    await second.send(friend.id, Content("from the second"))
    assert (await message_with(first, "from the second")).out is True
    assert [m.id for m in await first.history(friend.id)] == [
        m.id for m in await second.history(friend.id)
    ]


@pytest.mark.parametrize("variant", ["telethon", "mtcute", "tdlib"])
async def test_a_device_ends_another(town: Town, variant: str) -> None:
    stolen = await town.newcomer("telethon", "Pari")
    keeper = await town.device(variant, stolen)
    others = [device for device in await keeper.devices() if not device.current]
    assert len(others) == 1
    await keeper.end_device(others[0])
    assert [device.current for device in await keeper.devices()] == [True]
    assert isinstance(stolen, TelethonUser)
    with pytest.raises(RPCError) as refusal:
        await stolen.client(functions.updates.GetStateRequest())
    assert refusal.value.code == 401


async def test_tdlib_logs_out_when_another_device_ends_it(town: Town) -> None:
    stolen = await town.newcomer("tdlib", "Pari")
    keeper = await town.device("telethon", stolen)
    other = next(device for device in await keeper.devices() if not device.current)
    await keeper.end_device(other)
    assert isinstance(stolen, TdlibUser)
    await stolen.td.until("Closed")


@pytest.mark.parametrize("variant", ["telethon", "mtcute", "tdlib"])
async def test_nothing_reaches_a_device_that_logged_out(town: Town, variant: str) -> None:
    stays = await town.newcomer("telethon", "Nima")
    leaves = await town.device(variant, stays)
    friend = await town.newcomer("mtcute", "Friend")
    await friend.import_contact(stays.phone, "Nima")
    await leaves.log_out()
    await friend.send(stays.id, Content("private"))
    await message_with(stays, "private")
    assert saw(leaves, "private") == 0
    assert [device.current for device in await stays.devices()] == [True]


def saw(user: Messenger, text: str) -> int:
    return user.reports.count(
        lambda r: r.kind is Kind.MESSAGE and r.message is not None and r.message.text == text
    )
