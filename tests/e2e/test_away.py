"""Whoever was away catches up: nothing is missed, nothing comes twice."""

from pathlib import Path

import pytest
from telethon.sessions import SQLiteSession

from tests.e2e import tdlib_client, telethon_client
from tests.e2e.messenger import Content, Kind, Messenger
from tests.e2e.mtcute_client import MtcuteUser
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.town import Town
from tests.e2e.waiting import deletion_of, edit_to, message_with

LIBRARIES = ("telethon", "mtcute", "tdlib", "tdlib-older")
MISSED = [f"missed {number}" for number in range(5)]


def times_seen(user: Messenger, text: str) -> int:
    return user.reports.count(
        lambda r: r.kind is Kind.MESSAGE and r.message is not None and r.message.text == text
    )


@pytest.mark.parametrize("variant", LIBRARIES)
async def test_a_cut_line_loses_nothing(town: Town, variant: str) -> None:
    line = await town.line_for(variant)
    away = await town.newcomer(variant, "Away", line)
    friend = await town.newcomer("telethon", "Friend")
    await friend.import_contact(away.phone, "Away")
    await friend.send(away.id, Content("still here"))
    await message_with(away, "still here")

    line.cut()
    for text in MISSED:
        await friend.send(away.id, Content(text))
    line.mend()

    if variant != "telethon":  # which asks for what it missed only when it sees a gap
        for text in MISSED:
            await message_with(away, text)
    await friend.send(away.id, Content("welcome back"))
    for text in (*MISSED, "welcome back"):
        await message_with(away, text)
    assert [times_seen(away, text) for text in MISSED] == [1] * len(MISSED)


async def test_telethon_catches_up_from_its_session_file(town: Town, tmp_path: Path) -> None:
    await town.pem()
    phone = (await town.newcomer("telethon", "Away")).phone
    session = str(tmp_path / "away.session")
    client = telethon_client.client_at(town.server.mtproto, session=SQLiteSession(session))
    away = await telethon_client.sign_in(client, phone, town.server.pending_code)
    friend = await town.newcomer("telethon", "Friend")
    await friend.import_contact(phone, "Away")
    await friend.send(away.id, Content("before"))
    await message_with(away, "before")
    await client.disconnect()

    for text in MISSED:
        await friend.send(away.id, Content(text))

    client = telethon_client.client_at(
        town.server.mtproto, session=SQLiteSession(session), catch_up=True
    )
    back = await telethon_client.resume(client, away)
    town.closing.append(back.close)
    for text in MISSED:
        await message_with(back, text)
    assert times_seen(back, "before") == 0


async def test_mtcute_catches_up_when_it_comes_back(town: Town) -> None:
    away = await town.newcomer("mtcute", "Away")
    friend = await town.newcomer("telethon", "Friend")
    await friend.import_contact(away.phone, "Away")
    await friend.send(away.id, Content("before"))
    await message_with(away, "before")
    assert isinstance(away, MtcuteUser)
    await away.mt.ask("disconnect")

    for text in MISSED:
        await friend.send(away.id, Content(text))

    await away.mt.ask("reconnect")
    for text in MISSED:
        await message_with(away, text)


@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_tdlib_catches_up_from_its_database(town: Town, variant: str) -> None:
    away = await town.newcomer(variant, "Away")
    assert isinstance(away, TdlibUser)
    friend = await town.newcomer("telethon", "Friend")
    await friend.import_contact(away.phone, "Away")
    edited = await friend.send(away.id, Content("befor"))
    deleted = await friend.send(away.id, Content("slip"))
    seen_edited = await message_with(away, "befor")
    seen_deleted = await message_with(away, "slip")
    await away.close()

    for text in MISSED:
        await friend.send(away.id, Content(text))
    await friend.edit(away.id, edited.id, "before")
    await friend.delete(away.id, deleted.id, revoke=True)

    again = await tdlib_client.resume(await town.tdlib(variant, away.td.folder), away.phone)
    for text in MISSED:
        await message_with(again, text)
    await edit_to(again, seen_edited.id, "before")
    await deletion_of(again, seen_deleted.id)
    assert times_seen(again, "befor") == 0
