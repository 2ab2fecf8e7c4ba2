"""Sending bytes up in parts, as a client does."""

from __future__ import annotations

import hashlib

from hodhod.tl import functions, types
from tests.api.world import Person

PART = 64 * 1024


async def save_part(person: Person, file_id: int, part: int, data: bytes) -> None:
    request = functions.upload.SaveFilePart(file_id=file_id, file_part=part, bytes=data)
    assert await person.call(request) is True


async def upload(
    person: Person, data: bytes, name: str = "file.bin", part: int = PART
) -> types.InputFile:
    """Send a small file up, its last part first."""
    file_id = person.world.random_id()
    parts = -(-len(data) // part)
    for number in reversed(range(parts)):
        await save_part(person, file_id, number, data[number * part : (number + 1) * part])
    checksum = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return types.InputFile(id=file_id, parts=parts, name=name, md5_checksum=checksum)


async def media(person: Person, given: types.TypeInputMedia) -> types.TypeMessageMedia:
    """Make media of an upload."""
    answer = await person.call(
        functions.messages.UploadMedia(peer=types.InputPeerSelf(), media=given)
    )
    assert isinstance(answer, types.MessageMediaPhoto | types.MessageMediaDocument)
    return answer


async def document(
    person: Person,
    data: bytes,
    mime: str = "application/octet-stream",
    attributes: tuple[types.TypeDocumentAttribute, ...] = (),
    thumb: types.InputFile | None = None,
) -> types.Document:
    """Make a document of some bytes."""
    answer = await media(
        person,
        types.InputMediaUploadedDocument(
            file=await upload(person, data), mime_type=mime, attributes=attributes, thumb=thumb
        ),
    )
    assert isinstance(answer, types.MessageMediaDocument)
    assert isinstance(answer.document, types.Document)
    return answer.document


def place(of: types.Document, size: str = "") -> types.InputDocumentFileLocation:
    return types.InputDocumentFileLocation(
        id=of.id,
        access_hash=of.access_hash,
        file_reference=of.file_reference,
        thumb_size=size,
    )


def photo_place(of: types.Photo, size: str) -> types.InputPhotoFileLocation:
    return types.InputPhotoFileLocation(
        id=of.id,
        access_hash=of.access_hash,
        file_reference=of.file_reference,
        thumb_size=size,
    )


async def read(
    person: Person,
    location: types.TypeInputFileLocation,
    offset: int = 0,
    limit: int = 1024 * 1024,
    *,
    precise: bool = False,
) -> bytes:
    answer = await person.call(
        functions.upload.GetFile(location=location, offset=offset, limit=limit, precise=precise)
    )
    assert isinstance(answer, types.upload.File)
    return answer.bytes
