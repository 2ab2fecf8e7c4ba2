"""A basic group, a supergroup and a channel, with a client of each library in them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from tests.e2e.messenger import Content, Kind, Media, Messenger, Seen
from tests.e2e.samples import picture
from tests.e2e.test_finding import new_username
from tests.e2e.town import Town
from tests.e2e.waiting import (
    deletion_of,
    edit_to,
    message_with,
    pin_of,
    read_mark,
    typing_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = ("group", "supergroup", "channel")


@dataclass(slots=True)
class Circle:
    """People who are in three rooms together: one with two devices, one of each library."""

    town: Town
    owner: Messenger
    tablet: Messenger
    others: list[Messenger]
    rooms: dict[str, int] = field(default_factory=dict)

    def everybody(self) -> list[Messenger]:
        return [self.owner, *self.others]

    def writers(self, kind: str) -> list[Messenger]:
        """Those who may write: in a channel its owner, on both devices."""
        return [self.owner, self.tablet] if kind == "channel" else self.everybody()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(lasting_town: Town) -> AsyncIterator[Circle]:
    town = lasting_town
    owner = await town.newcomer("telethon", "Owner")
    others = [
        await town.newcomer("telethon", "دوست"),
        await town.newcomer("mtcute", "Mina"),
        await town.newcomer("tdlib", "Tara"),
        await town.newcomer("tdlib-older", "Omid"),
    ]
    for other in others:
        await owner.import_contact(other.phone, f"friend {other.id}")
    circle = Circle(town, owner, await town.device("mtcute", owner), others)
    circle.rooms["group"] = await owner.create_group("خانواده", [one.id for one in others])
    for kind in ("supergroup", "channel"):
        room = await owner.create_channel(f"A {kind}", broadcast=kind == "channel")
        username = new_username()
        await owner.publish(room, username)
        for other in others:
            assert await other.join(username) == room
        circle.rooms[kind] = room
    yield circle


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


async def say(circle: Circle, writer: Messenger, kind: str, text: str) -> dict[int, Seen]:
    """Say something that all others hear; return each one's copy, by the person."""
    room = circle.rooms[kind]
    sent = await writer.send(room, Content(text))
    assert (sent.chat, sent.out, sent.text) == (room, True, text)
    copies = {writer.id: sent}
    for reader in circle.everybody():
        if reader.id != writer.id:
            copies[reader.id] = await message_with(reader, text, chat=room)
    return copies


async def test_everybody_hears_what_one_says(circle: Circle, kind: str) -> None:
    for writer in circle.writers(kind):
        copies = await say(circle, writer, kind, f"سلام {kind} {writer.library} {id(writer)}")
        sender = circle.rooms[kind] if kind == "channel" else writer.id
        for reader, copy in copies.items():
            assert copy.sender == sender
            assert copy.out is (reader == writer.id)
        if kind != "group":
            assert len({copy.id for copy in copies.values()}) == 1


async def test_a_photo_arrives(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    for number, writer in enumerate(circle.writers(kind)):
        path = picture(circle.town.folder, seed=hash(kind) % 1000 + number)
        words = f"photo {kind} {number}"
        await writer.send(room, Content(words, Media.PHOTO, path, "image/jpeg", 640, 480))
        for reader in circle.everybody():
            if reader.id == writer.id:
                continue
            got = await message_with(reader, words, chat=room)
            assert got.media is Media.PHOTO
            into = circle.town.folder / f"{kind}-{number}-{reader.id}"
            into.mkdir()
            file = await reader.download(got, into)
            assert file.read_bytes()[:2] == b"\xff\xd8"


async def test_an_edit_a_reply_and_a_deletion_reach_all(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    for number, writer in enumerate(circle.writers(kind)):
        copies = await say(circle, writer, kind, f"befor {kind} {number}")
        await writer.edit(room, copies[writer.id].id, f"before {kind} {number}")
        for reader in circle.everybody():
            if reader.id != writer.id:
                await edit_to(reader, copies[reader.id].id, f"before {kind} {number}")
        answer = await writer.send(
            room, Content(f"answer {kind} {number}"), reply_to=copies[writer.id].id
        )
        assert answer.reply_to == copies[writer.id].id
        for reader in circle.everybody():
            if reader.id != writer.id:
                got = await message_with(reader, f"answer {kind} {number}", chat=room)
                assert got.reply_to == copies[reader.id].id
        await writer.delete(room, answer.id, revoke=True)
        for reader in circle.everybody():
            if reader.id != writer.id:
                got = await message_with(reader, f"answer {kind} {number}", chat=room)
                await deletion_of(reader, got.id)


async def test_forwards_go_in_and_out(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    copies = await say(circle, circle.owner, kind, f"worth telling {kind}")
    origin = room if kind == "channel" else circle.owner.id
    for reader in circle.others:
        out = await reader.forward(room, copies[reader.id].id, reader.id)
        assert (out.text, out.forwarded_from) == (f"worth telling {kind}", origin)
        if kind != "channel":
            back = await reader.forward(reader.id, out.id, room)
            assert (back.chat, back.forwarded_from) == (room, origin)


async def test_a_pin_is_told(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    copies = await say(circle, circle.owner, kind, f"pin this, {kind}")
    await circle.owner.pin(room, copies[circle.owner.id].id)
    for reader in circle.others:
        await pin_of(reader, room, copies[reader.id].id)


async def test_who_wrote_learns_that_it_was_read(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    copies = await say(circle, circle.owner, kind, f"read me, {kind}")
    for reader in circle.others:
        await reader.read(room, copies[reader.id].id)
        row = next(chat for chat in await reader.chats() if chat.chat == room)
        assert row.unread == 0
    if kind != "channel":
        await read_mark(circle.owner, room, copies[circle.owner.id].id)


async def test_typing_is_seen(circle: Circle) -> None:
    for kind in ("group", "supergroup"):
        room = circle.rooms[kind]
        for reader in circle.others:
            if reader.library == "tdlib":
                await reader.history(room)  # TDLib shows who types where the chat is open
        await circle.owner.type_in(room)
        for reader in circle.others:
            await typing_in(reader, room)


async def test_all_histories_agree(circle: Circle, kind: str) -> None:
    room = circle.rooms[kind]
    await say(circle, circle.owner, kind, f"the last word, {kind}")
    told = [(m.text, m.media, m.sender) for m in await circle.owner.history(room, 12)]
    assert told[0][0] == f"the last word, {kind}"
    for reader in [circle.tablet, *circle.others]:
        assert [(m.text, m.media, m.sender) for m in await reader.history(room, 12)] == told


async def test_who_leaves_hears_nothing_until_they_are_back(circle: Circle) -> None:
    for kind in KINDS:
        room = circle.rooms[kind]
        username = new_username()
        if kind != "group":
            await circle.owner.publish(room, username)
        for leaver in circle.others:
            await leaver.leave(room)
            missed = f"without {leaver.id} in {kind}"
            await circle.owner.send(room, Content(missed))
            for reader in circle.others:
                if reader is not leaver:
                    await message_with(reader, missed, chat=room)
            assert saw(leaver, missed) == 0
            if kind == "group":
                await circle.owner.invite(room, leaver.id)
            else:
                assert await leaver.join(username) == room
            await say(circle, circle.owner, kind, f"with {leaver.id} in {kind}")
            texts = [m.text for m in await leaver.history(room)]
            assert (missed in texts) is (kind != "group")


def saw(user: Messenger, text: str) -> int:
    return user.reports.count(
        lambda r: r.kind is Kind.MESSAGE and r.message is not None and r.message.text == text
    )
