"""Pictures, films, sounds and stickers: in which sizes and pieces they are given, and kept."""

import hashlib
import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import messages, photos, stickers, upload

from tests.e2e.company import Company
from tests.e2e.samples import MP4_HEAD, OGG_HEAD, noise, picture, sticker
from tests.e2e.telethon_client import TelethonUser

pytestmark = pytest.mark.asyncio(loop_scope="module")

STEP = 4096


async def uploaded(
    user: TelethonUser,
    path: Path,
    mime: str,
    attributes: Sequence[types.TypeDocumentAttribute] = (),
    **more: object,
) -> types.Document:
    """A document that nobody has been sent yet."""
    file = await user.client.upload_file(str(path))
    media = types.InputMediaUploadedDocument(file, mime, list(attributes), **more)
    return (await user.client(messages.UploadMediaRequest("me", media))).document


def named(document: types.Document) -> types.InputDocument:
    return types.InputDocument(document.id, document.access_hash, document.file_reference)


async def received(company: Company, document: types.Document, text: str = "") -> types.Message:
    """The message in which the friend finds a document of the owner's."""
    media = types.InputMediaDocument(named(document))
    done = await company.owner.client(messages.SendMediaRequest(company.friend.id, media, text))
    sent = next(u.message for u in done.updates if isinstance(u, types.UpdateNewMessage))
    told = await company.friend.told(
        types.UpdateNewMessage,
        lambda u: (
            isinstance(u.message.media, types.MessageMediaDocument)
            and u.message.media.document.id == sent.media.document.id
        ),
    )
    return told.message


async def test_a_photo_comes_in_sizes_of_which_each_can_be_read(company: Company) -> None:
    owner, friend, _ = company.everybody()
    path = picture(company.folder, 1600, 1200, seed=51)
    sent = await owner.client.send_file(friend.id, str(path))
    told = await friend.told(
        types.UpdateNewMessage, lambda u: u.message.photo and u.message.photo.id == sent.photo.id
    )
    sizes = {
        size.type: (size.w, size.h)
        for size in told.message.photo.sizes
        if isinstance(size, types.PhotoSize | types.PhotoSizeProgressive)
    }
    assert sizes == {"m": (320, 240), "x": (800, 600), "y": (1280, 960), "w": (1600, 1200)}
    assert any(isinstance(size, types.PhotoStrippedSize) for size in told.message.photo.sizes)
    for kind, pixels in sizes.items():
        thumb = next(size for size in told.message.photo.sizes if size.type == kind)
        data = await friend.client.download_media(told.message, bytes, thumb=thumb)
        assert Image.open(BytesIO(data)).size == pixels


async def test_a_film_has_a_thumbnail_and_is_read_from_the_middle(company: Company) -> None:
    owner, friend, _ = company.everybody()
    path = noise(company.folder, "streamed.mp4", 700_000, MP4_HEAD)
    cover = await owner.client.upload_file(str(picture(company.folder, 320, 180, seed=52)))
    film = types.DocumentAttributeVideo(9.5, 640, 360, supports_streaming=True)
    document = await uploaded(owner, path, "video/mp4", [film], thumb=cover)
    message = await received(company, document)
    got = message.media.document
    attribute = next(a for a in got.attributes if isinstance(a, types.DocumentAttributeVideo))
    assert (attribute.duration, attribute.w, attribute.supports_streaming) == (9.5, 640, True)
    small = await friend.client.download_media(message, bytes, thumb=-1)
    assert Image.open(BytesIO(small)).width == 320

    whole = path.read_bytes()
    place = types.InputDocumentFileLocation(got.id, got.access_hash, got.file_reference, "")
    for offset, limit in ((0, 8 * STEP), (50 * STEP, 32 * STEP), (170 * STEP, 4 * STEP)):
        piece = await friend.client(upload.GetFileRequest(place, offset, limit))
        assert piece.bytes == whole[offset : offset + limit]
    for offset, limit in ((1, STEP), (0, 1000), (STEP, 2 * 1024 * 1024)):
        with pytest.raises(errors.BadRequestError):
            await friend.client(upload.GetFileRequest(place, offset, limit))


async def test_sounds_keep_their_waveform_and_tags(company: Company) -> None:
    owner = company.owner
    path = noise(company.folder, "said.ogg", 20_000, OGG_HEAD)
    waveform = random.Random(5).randbytes(63)
    voice = types.DocumentAttributeAudio(3, voice=True, waveform=waveform)
    heard = await received(company, await uploaded(owner, path, "audio/ogg", [voice]))
    assert heard.voice
    assert heard.media.document.attributes[0].waveform == waveform
    assert heard.media_unread
    await company.friend.client(messages.ReadMessageContentsRequest([heard.id]))
    await owner.told(types.UpdateReadMessagesContents)

    song = noise(company.folder, "song.mp3", 30_000, b"ID3\x03\0\0\0\0\0\0")
    tags = types.DocumentAttributeAudio(200, title="مرغ سحر", performer="شجریان")
    played = await received(company, await uploaded(owner, song, "audio/mpeg", [tags]))
    assert (played.file.title, played.file.performer) == ("مرغ سحر", "شجریان")

    round_path = noise(company.folder, "face.mp4", 40_000, MP4_HEAD)
    face = types.DocumentAttributeVideo(2, 240, 240, round_message=True)
    seen = await received(company, await uploaded(owner, round_path, "video/mp4", [face]))
    assert seen.video_note


async def test_what_the_server_has_is_not_sent_again(company: Company) -> None:
    owner, friend, _ = company.everybody()
    path = noise(company.folder, "twice.bin", 50_000)
    first = await received(company, await uploaded(owner, path, "application/x-twice"))
    digest = hashlib.sha256(path.read_bytes()).digest()
    known = await owner.client(
        messages.GetDocumentByHashRequest(digest, 50_000, "application/x-twice")
    )
    assert (known.id, known.size) == (first.media.document.id, 50_000)
    # Nobody learns that somebody else has a file.
    other = await friend.client(
        messages.GetDocumentByHashRequest(digest, 50_000, "application/x-twice")
    )
    assert isinstance(other, types.DocumentEmpty)


async def test_gifs_are_saved_newest_first(company: Company) -> None:
    owner, friend, _ = company.everybody()
    kept: list[int] = []
    for number in range(2):
        path = noise(company.folder, f"gif-{number}.mp4", 9_000, MP4_HEAD)
        parts = [
            types.DocumentAttributeVideo(1, 100, 100, nosound=True),
            types.DocumentAttributeAnimated(),
        ]
        document = await uploaded(owner, path, "video/mp4", parts, nosound_video=True)
        message = await received(company, document)
        assert message.gif
        await friend.client(messages.SaveGifRequest(named(message.media.document), unsave=False))
        kept.insert(0, message.media.document.id)
    saved = await friend.client(messages.GetSavedGifsRequest(0))
    assert [gif.id for gif in saved.gifs] == kept
    await friend.client(messages.SaveGifRequest(named(saved.gifs[0]), unsave=True))
    saved = await friend.client(messages.GetSavedGifsRequest(0))
    assert [gif.id for gif in saved.gifs] == kept[1:]


async def test_stickers_are_made_installed_sent_and_remembered(company: Company) -> None:
    owner, friend, _ = company.everybody()
    alt = types.DocumentAttributeSticker("🐦", types.InputStickerSetEmpty())
    drawn = await uploaded(owner, sticker(company.folder), "image/webp", [alt])
    short_name = f"hoopoes_{random.randrange(10**9)}"
    item = types.InputStickerSetItem(named(drawn), "🐦")
    made = await owner.client(stickers.CreateStickerSetRequest("me", "هدهدها", short_name, [item]))
    assert (made.set.title, made.set.count) == ("هدهدها", 1)
    by_name = types.InputStickerSetShortName(short_name)
    await friend.client(messages.InstallStickerSetRequest(by_name, archived=False))
    installed = await friend.client(messages.GetAllStickersRequest(0))
    assert made.set.id in [one.id for one in installed.sets]

    found = await friend.client(messages.GetStickerSetRequest(by_name, 0))
    media = types.InputMediaDocument(named(found.documents[0]))
    await friend.client(messages.SendMediaRequest(owner.id, media, ""))
    told = await owner.told(
        types.UpdateNewMessage, lambda u: bool(u.message.sticker) and not u.message.out
    )
    assert told.message.file.emoji == "🐦"
    assert told.message.file.sticker_set.id == made.set.id
    await friend.client(messages.FaveStickerRequest(named(found.documents[0]), unfave=False))
    favourites = await friend.client(messages.GetFavedStickersRequest(0))
    assert [one.id for one in favourites.stickers] == [found.documents[0].id]
    await friend.client(messages.SaveRecentStickerRequest(named(found.documents[0]), unsave=False))
    recent = await friend.client(messages.GetRecentStickersRequest(0))
    assert found.documents[0].id in [one.id for one in recent.stickers]
    await owner.client(stickers.RenameStickerSetRequest(by_name, "شانه‌به‌سرها"))
    renamed = await friend.client(messages.GetStickerSetRequest(by_name, 0))
    assert renamed.set.title == "شانه‌به‌سرها"
    await friend.client(messages.UninstallStickerSetRequest(by_name))
    installed = await friend.client(messages.GetAllStickersRequest(0))
    assert made.set.id not in [one.id for one in installed.sets]


async def test_profile_photos_have_a_history(company: Company) -> None:
    owner, friend, _ = company.everybody()
    shown: list[int] = []
    for number in range(2):
        path = picture(company.folder, 400, 400, seed=60 + number)
        file = await owner.client.upload_file(str(path))
        done = await owner.client(photos.UploadProfilePhotoRequest(file=file))
        shown.insert(0, done.photo.id)
    await friend.told(types.UpdateUser, lambda u: u.user_id == owner.id)
    history = await friend.client.get_profile_photos(owner.id)
    assert [photo.id for photo in history] == shown
    user = await friend.client.get_entity(owner.id)
    assert user.photo.photo_id == shown[0]
    data = await friend.client.download_profile_photo(user, bytes)
    assert Image.open(BytesIO(data)).width >= 400
    await owner.client(photos.DeletePhotosRequest([utils.get_input_photo(history[0])]))
    left = await friend.client.get_profile_photos(owner.id)
    assert [photo.id for photo in left] == shown[1:]
    assert (await friend.client.get_entity(owner.id)).photo.photo_id == shown[1]
