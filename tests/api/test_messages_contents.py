from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import Person, World, sent


async def send_voice(person: Person, whom: Person) -> types.Message:
    await person.call(functions.upload.SaveFilePart(file_id=1, file_part=0, bytes=b"OggS" * 50))
    answer = await person.call(
        functions.messages.SendMedia(
            peer=person.peer(whom),
            media=types.InputMediaUploadedDocument(
                file=types.InputFile(id=1, parts=1, name="voice.ogg", md5_checksum=""),
                mime_type="audio/ogg",
                attributes=[types.DocumentAttributeAudio(voice=True, duration=3)],
            ),
            message="",
            random_id=person.world.random_id(),
        )
    )
    (message,) = sent(answer)
    return message


async def test_the_sender_of_a_voice_learns_that_it_was_heard(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    voice = await send_voice(alice, bob)
    assert voice.media_unread
    await world.check(alice, bob)
    (theirs,) = await bob.find(alice, types.InputMessagesFilterVoice())
    answer = await bob.call(functions.messages.ReadMessageContents(id=[theirs.id]))
    assert isinstance(answer, types.messages.AffectedMessages)
    assert answer.pts_count == 1
    (told,) = alice.saw(types.UpdateReadMessagesContents)
    assert isinstance(told, types.UpdateReadMessagesContents)
    assert list(told.messages) == [voice.id]
    await world.check(alice, bob)
    again = await bob.call(functions.messages.ReadMessageContents(id=[theirs.id]))
    assert isinstance(again, types.messages.AffectedMessages)
    assert again.pts_count == 0


async def test_the_sender_does_not_hear_for_the_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    voice = await send_voice(alice, bob)
    answer = await alice.call(functions.messages.ReadMessageContents(id=[voice.id]))
    assert isinstance(answer, types.messages.AffectedMessages)
    assert answer.pts_count == 0
    await world.check(alice, bob)
