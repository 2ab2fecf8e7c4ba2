"""Whoever was away catches up: nothing is missed, nothing comes twice."""

from collections.abc import Awaitable, Callable
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
    await away.history(friend.id)  # it is back, as a session of its own perhaps
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


async def rooms_of(owner: Messenger, away: Messenger) -> dict[str, int]:
    """A basic group, a supergroup and a channel of the owner's that somebody else is in."""
    await owner.import_contact(away.phone, "Away")
    rooms = {"group": await owner.create_group("A group", [away.id])}
    for kind in ("supergroup", "channel"):
        rooms[kind] = await owner.create_channel(f"A {kind}", broadcast=kind == "channel")
        await owner.invite(rooms[kind], away.id)
    return rooms


async def before_and_meanwhile(
    owner: Messenger, away: Messenger, leave: Callable[[], Awaitable[None]]
) -> dict[str, int]:
    """Messages come to all rooms; some of them change while somebody is away."""
    rooms = await rooms_of(owner, away)
    slips = {}
    for kind, room in rooms.items():
        slips[kind] = [
            await owner.send(room, Content(f"{word} {kind}")) for word in ("befor", "slip")
        ]
        for word in ("befor", "slip"):
            await message_with(away, f"{word} {kind}", chat=room)
    await leave()
    for kind, room in rooms.items():
        for text in MISSED:
            await owner.send(room, Content(f"{text} in {kind}"))
        edited, deleted = slips[kind]
        await owner.edit(room, edited.id, f"before {kind}")
        await owner.delete(room, deleted.id, revoke=True)
    return rooms


async def check_rooms(owner: Messenger, back: Messenger, rooms: dict[str, int]) -> None:
    for kind, room in rooms.items():
        for text in MISSED:
            await message_with(back, f"{text} in {kind}", chat=room)
        assert [times_seen(back, f"{text} in {kind}") for text in MISSED] == [1] * len(MISSED)
        told = [m.text for m in await owner.history(room) if m.text]
        assert [m.text for m in await back.history(room) if m.text] == told
        assert told[-1] == f"before {kind}"
        assert f"slip {kind}" not in told


async def test_telethon_catches_up_in_rooms(town: Town, tmp_path: Path) -> None:
    await town.pem()
    owner = await town.newcomer("telethon", "Owner")
    phone = (await town.newcomer("telethon", "Away")).phone
    session = str(tmp_path / "away.session")
    client = telethon_client.client_at(town.server.mtproto, session=SQLiteSession(session))
    away = await telethon_client.sign_in(client, phone, town.server.pending_code)
    rooms = await before_and_meanwhile(owner, away, client.disconnect)

    client = telethon_client.client_at(
        town.server.mtproto, session=SQLiteSession(session), catch_up=True
    )
    back = await telethon_client.resume(client, away)
    town.closing.append(back.close)
    await check_rooms(owner, back, rooms)


async def test_mtcute_catches_up_in_rooms(town: Town) -> None:
    owner = await town.newcomer("telethon", "Owner")
    away = await town.newcomer("mtcute", "Away")
    assert isinstance(away, MtcuteUser)
    driver = away.mt

    async def leave() -> None:
        await driver.ask("disconnect")

    rooms = await before_and_meanwhile(owner, away, leave)
    await driver.ask("reconnect")
    await check_rooms(owner, away, rooms)


@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_tdlib_catches_up_in_rooms(town: Town, variant: str) -> None:
    owner = await town.newcomer("mtcute", "Owner")
    away = await town.newcomer(variant, "Away")
    assert isinstance(away, TdlibUser)
    rooms = await before_and_meanwhile(owner, away, away.close)
    again = await tdlib_client.resume(await town.tdlib(variant, away.td.folder), away.phone)
    await again.chats()
    await check_rooms(owner, again, rooms)
