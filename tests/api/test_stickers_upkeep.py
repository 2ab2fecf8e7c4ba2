"""Which files of stickers stay, and which go."""

from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.stickers import STICKER, by_id, item, make_set, named, whole
from tests.api.test_media_upkeep import is_kept, long
from tests.api.upload import document, media, read, upload
from tests.api.world import World
from tests.blobs.pictures import picture
from tests.blobs.sticker_files import png, webp


def shown(of: types.TypeDocument) -> types.Document:
    assert isinstance(of, types.Document)
    return of


async def test_stickers_stay_as_long_as_they_are_in_a_set(world: World) -> None:
    alice = await world.user("Alice")
    uploaded = await document(alice, png(), "image/png", (STICKER,))
    one = types.InputStickerSetItem(document=named(uploaded), emoji="😀")
    made = await make_set(alice, one, await item(alice))
    first, second = map(shown, made.documents)
    thumb = named(await document(alice, webp(100, 100), "image/webp"))
    request = functions.stickers.SetStickerSetThumb(stickerset=by_id(made), thumb=thumb)
    version = whole(await alice.call(request)).set.thumb_version
    assert version is not None
    await alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(second)))
    await long(world)
    assert await is_kept(alice, first)
    assert not await is_kept(alice, second)
    assert not await is_kept(alice, uploaded)
    where = types.InputStickerSetThumb(stickerset=by_id(made), thumb_version=version)
    assert await read(alice, where) == webp(100, 100)
    await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(made)))
    await long(world)
    assert not await is_kept(alice, first)


async def test_stickers_and_gifs_that_somebody_keeps_stay(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice)
    sticker = shown(made.documents[0])
    gif = await document(alice, b"moving", "video/mp4", (types.DocumentAttributeAnimated(),))
    await bob.call(functions.messages.FaveSticker(id=named(sticker), unfave=False))
    await bob.call(functions.messages.SaveGif(id=named(gif), unsave=False))
    await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(made)))
    await long(world)
    assert await is_kept(bob, sticker)
    assert await is_kept(bob, gif)
    await bob.call(functions.messages.FaveSticker(id=named(sticker), unfave=True))
    await bob.call(functions.messages.SaveGif(id=named(gif), unsave=True))
    await long(world)
    assert not await is_kept(bob, sticker)
    assert not await is_kept(bob, gif)


async def test_stickers_on_a_photo_stay_as_long_as_the_photo(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice)
    sticker = shown(made.documents[0])
    file = await upload(alice, picture(300, 200))
    stickers = [named(sticker)]
    photo = await media(alice, types.InputMediaUploadedPhoto(file=file, stickers=stickers))
    assert isinstance(photo, types.MessageMediaPhoto)
    await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(made)))
    await long(world)  # nobody sent the photo: it goes, and its sticker after it
    await long(world)
    assert not await is_kept(alice, sticker)
