"""What may be forbidden of contents: each kind by its own right, for one member or for all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.books import books
from tests.api.participants import FREE, MUTE, ban
from tests.api.polling import poll
from tests.api.stickers import make_set, named
from tests.api.test_photos import picture
from tests.api.upload import document, upload
from tests.api.world import Person, Room, World, sent

Made = types.TypeInputMedia | None
Maker = Callable[[Person], Awaitable[Made]]


def file_with(*attributes: types.TypeDocumentAttribute, mime: str = "video/mp4") -> Maker:
    async def make(person: Person) -> Made:
        return types.InputMediaDocument(
            id=named(await document(person, b"bytes", mime, attributes))
        )

    return make


async def photo(person: Person) -> Made:
    return types.InputMediaUploadedPhoto(file=await upload(person, picture(90, 60)))


async def sticker(person: Person) -> Made:
    return types.InputMediaDocument(id=named((await make_set(person)).documents[0]))


async def question(person: Person) -> Made:
    return poll()


async def words(person: Person) -> Made:
    return None


async def place(person: Person) -> Made:
    return types.InputMediaGeoPoint(geo_point=types.InputGeoPoint(lat=35.7, long=51.4))


async def dice(person: Person) -> Made:
    return types.InputMediaDice(emoticon="🎲")


KINDS: dict[str, tuple[Maker, str, str]] = {
    "photo": (photo, "send_photos", "CHAT_SEND_PHOTOS_FORBIDDEN"),
    "video": (
        file_with(types.DocumentAttributeVideo(duration=1.0, w=9, h=9)),
        "send_videos",
        "CHAT_SEND_VIDEOS_FORBIDDEN",
    ),
    "round video": (
        file_with(types.DocumentAttributeVideo(round_message=True, duration=1.0, w=9, h=9)),
        "send_roundvideos",
        "CHAT_SEND_ROUNDVIDEOS_FORBIDDEN",
    ),
    "music": (
        file_with(types.DocumentAttributeAudio(duration=1, title="Song"), mime="audio/mpeg"),
        "send_audios",
        "CHAT_SEND_AUDIOS_FORBIDDEN",
    ),
    "voice": (
        file_with(types.DocumentAttributeAudio(voice=True, duration=1), mime="audio/ogg"),
        "send_voices",
        "CHAT_SEND_VOICES_FORBIDDEN",
    ),
    "document": (
        file_with(types.DocumentAttributeFilename(file_name="a.bin"), mime="application/zip"),
        "send_docs",
        "CHAT_SEND_DOCS_FORBIDDEN",
    ),
    "gif": (
        file_with(
            types.DocumentAttributeVideo(duration=1.0, w=9, h=9), types.DocumentAttributeAnimated()
        ),
        "send_gifs",
        "CHAT_SEND_GIFS_FORBIDDEN",
    ),
    "sticker": (sticker, "send_stickers", "CHAT_SEND_STICKERS_FORBIDDEN"),
    "dice": (dice, "send_stickers", "CHAT_SEND_STICKERS_FORBIDDEN"),
    "poll": (question, "send_polls", "CHAT_SEND_POLL_FORBIDDEN"),
    "words": (words, "send_plain", "CHAT_SEND_PLAIN_FORBIDDEN"),
    "place": (place, "send_plain", "CHAT_SEND_PLAIN_FORBIDDEN"),
}

RIGHTS = sorted({right for _, right, _ in KINDS.values()})


async def send(person: Person, room: Room, media: Made) -> types.Message:
    if media is None:
        return await person.say(room, "words")
    answer = await person.call(
        functions.messages.SendMedia(
            peer=person.peer(room), media=media, message="", random_id=person.world.random_id()
        )
    )
    return sent(answer)[0]


async def outcome(person: Person, room: Room, media: Made) -> str:
    try:
        await send(person, room, media)
    except RpcError as error:
        return f"{error.code} {error.message}"
    return "sent"


@pytest.mark.parametrize("for_all", [False, True], ids=["one", "all"])
async def test_each_right_forbids_its_kinds_and_no_others(
    world: World, database_dsn: str, *, for_all: bool
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    made = {name: await maker(bob) for name, (maker, _, _) in KINDS.items()}
    # An upload is sent once: what was made of it is sent from then on.
    first = await send(bob, room, made["photo"])
    assert isinstance(first.media, types.MessageMediaPhoto)
    assert isinstance(first.media.photo, types.Photo)
    made["photo"] = types.InputMediaPhoto(
        id=types.InputPhoto(
            id=first.media.photo.id,
            access_hash=first.media.photo.access_hash,
            file_reference=first.media.photo.file_reference,
        )
    )
    wrong: list[str] = []
    async with books(database_dsn) as read:
        for right in RIGHTS:
            forbidden = types.ChatBannedRights(**{right: True}, until_date=0)
            if for_all:
                await alice.call(
                    functions.messages.EditChatDefaultBannedRights(
                        peer=alice.peer(room), banned_rights=forbidden
                    )
                )
            else:
                await ban(alice, room, bob, forbidden)
            before = await read()
            for name in [one for one, (_, needs, _) in KINDS.items() if needs == right]:
                found, expected = await outcome(bob, room, made[name]), f"403 {KINDS[name][2]}"
                if found != expected:
                    wrong.append(f"{name} with {right}: {found}")
            if await read() != before:
                wrong.append(f"with {right} something was written")
            for name in [one for one, (_, needs, _) in KINDS.items() if needs != right]:
                found = await outcome(bob, room, made[name])
                if found != "sent":
                    wrong.append(f"{name} with {right}: {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", KINDS)
async def test_what_may_not_be_sent_may_not_be_forwarded_and_admins_may_send_it(
    world: World, name: str
) -> None:
    maker, right, error = KINDS[name]
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room, other = await world.channel(alice, "Crowd", bob), await world.channel(bob, "Other")
    message = await send(bob, other, await maker(bob))
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(**{right: True}, until_date=0),
        )
    )
    with pytest.raises(RpcError, match=error):
        await bob.call(
            functions.messages.ForwardMessages(
                from_peer=bob.peer(other),
                id=[message.id],
                to_peer=bob.peer(room),
                random_id=[world.random_id()],
            )
        )
    await send(alice, room, await maker(alice))


async def change(person: Person, room: Room, message: types.Message, text: str) -> object:
    return await person.call(
        functions.messages.EditMessage(peer=person.peer(room), id=message.id, message=text)
    )


async def test_who_is_muted_says_nothing_by_editing(world: World, database_dsn: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    said = await bob.say(room, "words")
    await ban(alice, room, bob, MUTE)
    async with books(database_dsn) as read:
        before = await read()
        with pytest.raises(RpcError, match="USER_BANNED_IN_CHANNEL"):
            await change(bob, room, said, "others")
        assert await read() == before
    await ban(alice, room, bob, FREE)
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(send_plain=True, until_date=0),
        )
    )
    with pytest.raises(RpcError, match="CHAT_SEND_PLAIN_FORBIDDEN"):
        await change(bob, room, said, "others")
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(send_messages=True, until_date=0),
        )
    )
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await change(bob, room, said, "others")
    await bob.call(functions.channels.DeleteMessages(channel=bob.channel(room), id=[said.id]))


async def test_in_a_silenced_group_members_do_not_edit_and_admins_do(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.group(alice, "Family", bob)
    said, ours = await bob.say(group, "words"), await alice.say(group, "words")
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(group),
            banned_rights=types.ChatBannedRights(send_messages=True, until_date=0),
        )
    )
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await change(bob, group, said, "others")
    await change(alice, group, ours, "others")
    await world.check(alice, bob)
