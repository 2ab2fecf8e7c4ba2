from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.upload import document, media, photo_place, place, read, save_part, upload
from tests.api.world import World

CONTENT = bytes(n % 251 for n in range(150_000))


def picture(width: int, height: int, kind: str = "JPEG", colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


async def test_parts_in_any_order_are_one_file(world: World) -> None:
    alice = await world.user("Alice")
    made = await document(alice, CONTENT)
    assert (made.size, made.mime_type) == (len(CONTENT), "application/octet-stream")
    assert await read(alice, place(made)) == CONTENT


async def test_a_large_file_may_not_know_its_length_at_first(world: World) -> None:
    alice = await world.user("Alice")
    data = bytes(512 * 1024) + b"the end"
    for part, total in ((0, -1), (1, 2)):
        request = functions.upload.SaveBigFilePart(
            file_id=5,
            file_part=part,
            file_total_parts=total,
            bytes=data[part * 512 * 1024 : (part + 1) * 512 * 1024],
        )
        assert await alice.call(request) is True
    answer = await media(
        alice,
        types.InputMediaUploadedDocument(
            file=types.InputFileBig(id=5, parts=2, name="big"), mime_type="", attributes=[]
        ),
    )
    assert isinstance(answer, types.MessageMediaDocument)
    assert isinstance(answer.document, types.Document)
    assert answer.document.size == len(data)


async def test_a_missing_part_is_named(world: World) -> None:
    alice = await world.user("Alice")
    file = await upload(alice, CONTENT)
    short = replace(file, parts=file.parts + 1)
    request = types.InputMediaUploadedDocument(file=short, mime_type="", attributes=[])
    with pytest.raises(RpcError, match=f"FILE_PART_{file.parts}_MISSING"):
        await media(alice, request)
    await save_part(alice, file.id, file.parts - 1, CONTENT[-(len(CONTENT) % 65536) :])
    assert isinstance(await media(alice, replace(request, file=file)), types.MessageMediaDocument)


async def test_parts_belong_to_whoever_sent_them(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    file = await upload(alice, CONTENT)
    with pytest.raises(RpcError, match="FILE_PART_0_MISSING"):
        await media(bob, types.InputMediaUploadedDocument(file=file, mime_type="", attributes=[]))


async def test_a_file_that_is_not_what_was_sent_is_refused(world: World) -> None:
    alice = await world.user("Alice")
    file = replace(await upload(alice, CONTENT), md5_checksum="0" * 32)
    with pytest.raises(RpcError, match="MD5_CHECKSUM_INVALID"):
        await media(alice, types.InputMediaUploadedDocument(file=file, mime_type="", attributes=[]))


@pytest.mark.parametrize(
    ("part", "size", "error"),
    [
        (-1, 10, "FILE_PART_INVALID"),
        (8000, 10, "FILE_PART_INVALID"),
        (0, 0, "FILE_PART_EMPTY"),
        (0, 512 * 1024 + 1, "FILE_PART_TOO_BIG"),
    ],
)
async def test_a_part_has_bounds(world: World, part: int, size: int, error: str) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match=error):
        await save_part(alice, 9, part, bytes(size))


async def test_a_photo_comes_in_sizes(world: World) -> None:
    alice = await world.user("Alice")
    made = await media(
        alice, types.InputMediaUploadedPhoto(file=await upload(alice, picture(1000, 500)))
    )
    assert isinstance(made, types.MessageMediaPhoto)
    assert isinstance(made.photo, types.Photo)
    sizes = {one.type: one for one in made.photo.sizes if isinstance(one, types.PhotoSize)}
    assert {letter: (one.w, one.h) for letter, one in sizes.items()} == {
        "m": (320, 160),
        "x": (800, 400),
        "y": (1000, 500),
    }
    assert any(isinstance(one, types.PhotoStrippedSize) for one in made.photo.sizes)
    data = await read(alice, photo_place(made.photo, "x"))
    assert Image.open(BytesIO(data)).size == (800, 400)
    assert len(data) == sizes["x"].size
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(alice, photo_place(made.photo, "q"))


async def test_what_is_no_picture_is_no_photo(world: World) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="PHOTO_SAVE_FILE_INVALID"):
        await media(alice, types.InputMediaUploadedPhoto(file=await upload(alice, CONTENT)))


async def test_a_photo_leaves_a_document_of_the_same_bytes_alone(world: World) -> None:
    alice = await world.user("Alice")
    data = picture(400, 400)
    made = await document(alice, data, "image/jpeg")
    await media(alice, types.InputMediaUploadedPhoto(file=await upload(alice, data)))
    assert await read(alice, place(made)) == data


async def test_a_photo_is_made_again_of_the_same_upload(world: World) -> None:
    alice = await world.user("Alice")
    request = types.InputMediaUploadedPhoto(file=await upload(alice, picture(400, 400)))
    await media(alice, request)
    # A client that lost the answer asks again.
    assert isinstance(await media(alice, request), types.MessageMediaPhoto)


async def test_a_document_has_the_thumbnail_its_sender_made(world: World) -> None:
    alice = await world.user("Alice")
    thumb = await upload(alice, picture(320, 180))
    made = await document(
        alice,
        CONTENT,
        "video/mp4",
        (types.DocumentAttributeVideo(duration=3.0, w=640, h=360),),
        thumb,
    )
    assert made.thumbs
    (small,) = (one for one in made.thumbs if isinstance(one, types.PhotoSize))
    assert (small.w, small.h) == (320, 180)
    data = await read(alice, place(made, small.type))
    assert Image.open(BytesIO(data)).size == (320, 180)


async def test_a_document_goes_without_a_thumbnail_that_is_no_picture(world: World) -> None:
    alice = await world.user("Alice")
    made = await document(alice, CONTENT, thumb=await upload(alice, b"no picture"))
    assert not made.thumbs


async def test_attributes_are_cleaned_and_bounded(world: World) -> None:
    alice = await world.user("Alice")
    made = await document(
        alice,
        CONTENT,
        "Text/HTML; charset=x",
        (types.DocumentAttributeFilename(file_name="../../etc/گزارش\u202e.pdf"),),
    )
    assert made.mime_type == "application/octet-stream"
    (name,) = made.attributes
    assert isinstance(name, types.DocumentAttributeFilename)
    assert name.file_name == "گزارش.pdf"
    with pytest.raises(RpcError, match="DOCUMENT_INVALID"):
        await document(alice, CONTENT, attributes=(types.DocumentAttributeImageSize(w=-1, h=1),))


async def test_a_file_is_read_in_ranges(world: World) -> None:
    alice = await world.user("Alice")
    where = place(await document(alice, CONTENT))
    pieces = [await read(alice, where, at, 65536) for at in range(0, len(CONTENT), 65536)]
    assert b"".join(pieces) == CONTENT
    assert await read(alice, where, 1024 * 1024, 65536) == b""
    assert await read(alice, where, 1024, 1024, precise=True) == CONTENT[1024:2048]


@pytest.mark.parametrize(
    ("offset", "limit", "error"),
    [
        (-4096, 4096, "OFFSET_INVALID"),
        (1, 4096, "OFFSET_INVALID"),
        (0, 0, "LIMIT_INVALID"),
        (0, 5000, "LIMIT_INVALID"),
        (0, 2 * 1024 * 1024, "LIMIT_INVALID"),
        (1024 * 1024 - 4096, 8192, "LIMIT_INVALID"),
    ],
)
async def test_a_range_has_bounds(world: World, offset: int, limit: int, error: str) -> None:
    alice = await world.user("Alice")
    where = place(await document(alice, CONTENT))
    with pytest.raises(RpcError, match=error):
        await read(alice, where, offset, limit)


async def test_a_file_is_not_read_by_a_guess(world: World) -> None:
    alice = await world.user("Alice")
    where = place(await document(alice, CONTENT))
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(alice, replace(where, access_hash=where.access_hash ^ 1))
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(alice, replace(where, id=where.id + 1))
    with pytest.raises(RpcError, match="FILE_REFERENCE_"):
        await read(alice, replace(where, file_reference=b"x"))


async def test_a_received_file_is_read_and_sent_on(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await document(alice, CONTENT)
    answer = await alice.call(
        functions.messages.SendMedia(
            peer=alice.peer(bob),
            media=types.InputMediaDocument(
                id=types.InputDocument(
                    id=made.id, access_hash=made.access_hash, file_reference=made.file_reference
                )
            ),
            message="",
            random_id=world.random_id(),
        )
    )
    assert isinstance(answer, types.Updates)
    (told,) = bob.saw(types.UpdateNewMessage)
    assert isinstance(told, types.UpdateNewMessage)
    assert isinstance(told.message, types.Message)
    received = told.message.media
    assert isinstance(received, types.MessageMediaDocument)
    assert isinstance(received.document, types.Document)
    assert await read(bob, place(received.document)) == CONTENT
    await world.check(alice, bob)


async def test_a_shared_contact_is_named_only_if_they_can_be_found(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    account = await world.app.store.users.get(bob.id)
    assert account is not None
    assert account.phone is not None
    card = types.InputMediaContact(
        phone_number=account.phone, first_name="Bob", last_name="", vcard=""
    )
    request = functions.messages.UploadMedia(peer=types.InputPeerSelf(), media=card)
    found = await alice.call(request)
    assert isinstance(found, types.MessageMediaContact)
    assert found.user_id == bob.id
    await bob.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyAddedByPhone(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    hidden = await alice.call(request)
    assert isinstance(hidden, types.MessageMediaContact)
    assert hidden.user_id == 0


async def test_a_voice_message_is_one(world: World) -> None:
    alice = await world.user("Alice")
    voice = types.DocumentAttributeAudio(voice=True, duration=4, waveform=b"\x10" * 63)
    made = await media(
        alice,
        types.InputMediaUploadedDocument(
            file=await upload(alice, CONTENT), mime_type="audio/ogg", attributes=[voice]
        ),
    )
    assert isinstance(made, types.MessageMediaDocument)
    assert made.voice
