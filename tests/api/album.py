"""Albums as clients send them: files that were sent up before."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.tl import functions, types
from tests.api.upload import document, upload
from tests.api.world import Person, Room, sent
from tests.blobs.pictures import picture

VIDEO = types.DocumentAttributeVideo(duration=3.0, w=64, h=64)
MUSIC = types.DocumentAttributeAudio(duration=3, title="Song")
VOICE = types.DocumentAttributeAudio(duration=3, voice=True)


async def file(person: Person, kind: str) -> types.TypeInputMedia:
    """A photo, video, piece of music, voice or document to be sent."""
    if kind == "photo":
        return types.InputMediaUploadedPhoto(file=await upload(person, picture(64, 64)))
    kinds: dict[str, tuple[str, tuple[types.TypeDocumentAttribute, ...]]] = {
        "video": ("video/mp4", (VIDEO,)),
        "music": ("audio/mpeg", (MUSIC,)),
        "voice": ("audio/ogg", (VOICE,)),
        "document": ("application/pdf", (types.DocumentAttributeFilename(file_name="a.pdf"),)),
    }
    mime, attributes = kinds[kind]
    made = await document(person, kind.encode(), mime, attributes)
    return types.InputMediaDocument(
        id=types.InputDocument(
            id=made.id, access_hash=made.access_hash, file_reference=made.file_reference
        )
    )


async def send_album(
    person: Person, whom: Person | Room, kinds: Sequence[str], **more: object
) -> list[types.Message]:
    """Send an album of files of some kinds, captioned 0, 1, 2 …"""
    answer = await person.call(
        functions.messages.SendMultiMedia(
            peer=person.peer(whom),
            multi_media=[
                types.InputSingleMedia(
                    media=await file(person, kind),
                    random_id=person.world.random_id(),
                    message=f"{place}",
                )
                for place, kind in enumerate(kinds)
            ],
            **more,  # type: ignore[arg-type]
        )
    )
    return sent(answer)
