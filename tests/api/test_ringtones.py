from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.stickers import named
from tests.api.upload import document, upload
from tests.api.world import Person, World

MP3 = b"ID3" + bytes(100)


async def ringtones(person: Person) -> types.account.SavedRingtones:
    answer = await person.call(functions.account.GetSavedRingtones(hash=0))
    assert isinstance(answer, types.account.SavedRingtones)
    return answer


async def upload_sound(
    person: Person, data: bytes = MP3, mime: str = "audio/mpeg"
) -> types.Document:
    answer = await person.call(
        functions.account.UploadRingtone(
            file=await upload(person, data), file_name="bell.mp3", mime_type=mime
        )
    )
    assert isinstance(answer, types.Document)
    return answer


async def sent_sound(person: Person, *, seconds: int = 3, size: int = 100) -> types.Document:
    attribute = types.DocumentAttributeAudio(duration=seconds)
    return await document(person, bytes(size), "audio/mpeg", (attribute,))


async def save(person: Person, one: types.Document, *, unsave: bool = False) -> object:
    return await person.call(functions.account.SaveRingtone(id=named(one), unsave=unsave))


async def test_an_uploaded_sound_is_kept_on_all_devices(world: World) -> None:
    alice = await world.user("Alice")
    bell = await upload_sound(alice)
    audio, name = bell.attributes
    assert isinstance(audio, types.DocumentAttributeAudio)
    assert audio.title == "bell"
    assert name == types.DocumentAttributeFilename(file_name="bell.mp3")
    found = await ringtones(alice.other)
    assert list(found.ringtones) == [bell]
    known = functions.account.GetSavedRingtones(hash=found.hash)
    assert await alice.call(known) == types.account.SavedRingtonesNotModified()
    assert alice.other.saw(types.UpdateSavedRingtones) == [types.UpdateSavedRingtones()]
    await world.check(alice)


async def test_a_short_sound_that_was_sent_is_kept_and_let_go(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    bell = await sent_sound(bob)
    assert await save(alice, bell) == types.account.SavedRingtone()
    assert list((await ringtones(alice)).ringtones) == [bell]
    assert not (await ringtones(bob)).ringtones
    await save(alice, bell, unsave=True)
    assert not (await ringtones(alice)).ringtones
    await world.check(alice)


@pytest.mark.parametrize("data", [b"OggS" + bytes(50), b"\xff\xfb\x90\x00" + bytes(50)])
async def test_sounds_are_known_by_their_bytes(world: World, data: bytes) -> None:
    alice = await world.user("Alice")
    bell = await upload_sound(alice, data, "audio/ogg")
    assert list((await ringtones(alice)).ringtones) == [bell]


async def test_what_is_no_sound_or_too_long_is_refused(world: World) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="RINGTONE_MIME_INVALID"):
        await upload_sound(alice, mime="video/mp4")
    with pytest.raises(RpcError, match="RINGTONE_INVALID"):
        await upload_sound(alice, b"<html>")
    with pytest.raises(RpcError):
        await upload_sound(alice, MP3 + bytes(307_200))
    for wrong in (
        await sent_sound(alice, seconds=60),
        await sent_sound(alice, size=307_201),
        await document(alice, b"text", "text/plain"),
    ):
        with pytest.raises(RpcError, match="RINGTONE_INVALID"):
            await save(alice, wrong)
    assert not (await ringtones(alice)).ringtones
