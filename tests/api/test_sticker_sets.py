from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from typing import cast

import pytest

from hodhod import tl
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import UserId
from hodhod.tl import TLFunction, functions, types
from tests.api.stickers import by_id, ids, install, item, make_set, named, read_set, told, whole
from tests.api.upload import document, place, read
from tests.api.world import Person, World
from tests.blobs.sticker_files import png, tgs, webm, webp

_bots = itertools.count(1)


def attribute(of: types.TypeDocument) -> types.DocumentAttributeSticker:
    assert isinstance(of, types.Document)
    (found,) = (one for one in of.attributes if isinstance(one, types.DocumentAttributeSticker))
    return found


async def test_a_set_is_made_and_read_by_id_and_by_name(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(
        alice,
        await item(alice, emoji="😀❤️", keywords="cat, گربه"),
        await item(alice, tgs(), "application/x-tgsticker", emoji="❤"),
        await item(alice, webm(), "video/webm"),
        short_name="Cats_1",
        title=" گربه‌ها ",
    )
    one = made.set
    assert (one.title, one.short_name, one.count, one.creator) == ("گربه‌ها", "Cats_1", 3, True)
    assert [one.masks, one.emojis, one.animated, one.videos, one.installed_date] == [
        *(False, False, False, False),
        None,
    ]
    first, second, third = ids(made)
    assert made.packs == [
        types.StickerPack(emoticon="😀", documents=[first, third]),
        types.StickerPack(emoticon="❤", documents=[first, second]),
    ]
    assert made.keywords == [types.StickerKeyword(document_id=first, keyword=["cat", "گربه"])]
    by_name = await read_set(bob, types.InputStickerSetShortName(short_name="cats_1"))
    assert by_name.documents == made.documents
    assert not by_name.set.creator
    assert await read_set(bob, by_id(made)) == by_name
    for shown in made.documents:
        assert attribute(shown).stickerset == by_id(made)


async def test_a_sticker_is_a_webp_that_can_be_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, await item(alice, png(300, 512), "image/png"))
    (sticker,) = made.documents
    assert isinstance(sticker, types.Document)
    assert sticker.mime_type == "image/webp"
    assert sticker.attributes[0] == types.DocumentAttributeImageSize(w=300, h=512)
    data = await read(bob, place(sticker))
    assert data[8:12] == b"WEBP"
    assert len(data) == sticker.size
    (thumb,) = sticker.thumbs or ()
    assert isinstance(thumb, types.PhotoSize)
    assert len(await read(bob, place(sticker, thumb.type))) == thumb.size


async def test_a_video_sticker_says_that_it_is_one(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice, await item(alice, webm(512, 200), "video/webm"))
    (sticker,) = made.documents
    assert isinstance(sticker, types.Document)
    video = sticker.attributes[0]
    assert isinstance(video, types.DocumentAttributeVideo)
    assert (video.w, video.h, video.nosound) == (512, 200, True)
    assert made.set.videos


async def test_nothing_changed_for_who_has_this_state(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice)
    request = functions.messages.GetStickerSet(stickerset=by_id(made), hash=made.set.hash)
    assert isinstance(await alice.call(request), types.messages.StickerSetNotModified)
    await alice.call(functions.stickers.RenameStickerSet(stickerset=by_id(made), title="New"))
    assert (await read_set(alice, by_id(made), made.set.hash)).set.title == "New"


async def test_masks_and_custom_emoji_are_sets_of_their_own_kind(world: World) -> None:
    alice = await world.user("Alice")
    place_on_face = types.MaskCoords(n=1, x=0.5, y=0.25, zoom=1.5)
    masks = await make_set(alice, await item(alice, mask=place_on_face), masks=True)
    assert masks.set.masks
    mask = attribute(masks.documents[0])
    assert mask.mask
    assert mask.mask_coords == place_on_face
    emoji = await make_set(
        alice, await item(alice, webp(100, 100), emoji="🐈"), emojis=True, text_color=True
    )
    assert emoji.set.emojis
    assert emoji.set.text_color
    (shown,) = emoji.documents
    assert isinstance(shown, types.Document)
    (custom,) = (
        one for one in shown.attributes if isinstance(one, types.DocumentAttributeCustomEmoji)
    )
    assert (custom.alt, custom.free, custom.text_color) == ("🐈", True, True)
    with pytest.raises(RpcError, match="STICKER_PNG_DIMENSIONS"):
        await make_set(alice, await item(alice), emojis=True)
    with pytest.raises(RpcError, match="PACK_TYPE_INVALID"):
        await make_set(alice, await item(alice), emojis=True, masks=True)


@pytest.mark.parametrize(
    ("data", "mime", "error"),
    [
        (png(512, 600), "image/png", "STICKER_PNG_DIMENSIONS"),
        (png()[:300], "image/png", "STICKER_FILE_INVALID"),
        (b"no animation", "application/x-tgsticker", "STICKER_TGS_NOTGS"),
        (webm(sound=True), "video/webm", "STICKER_VIDEO_NOWEBM"),
        (webm(frames=200), "video/webm", "STICKER_VIDEO_BIG"),
        (bytes(600_000), "video/webm", "STICKER_VIDEO_BIG"),
        (bytes(600_000), "image/webp", "STICKER_FILE_INVALID"),
        (b"%PDF", "application/pdf", "STICKER_MIME_INVALID"),
    ],
)
async def test_a_bad_file_makes_no_set(world: World, data: bytes, mime: str, error: str) -> None:
    alice = await world.user("Alice")
    good, bad = await item(alice), await item(alice, data, mime)
    with pytest.raises(RpcError, match=error):
        await make_set(alice, good, bad, short_name=f"bad_{alice.id}")
    assert await alice.call(functions.stickers.CheckShortName(short_name=f"bad_{alice.id}"))


async def test_a_bad_request_makes_no_set(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    good = await item(alice)
    name = f"alone_{alice.id}"
    request = functions.stickers.CreateStickerSet(
        user_id=types.InputUserSelf(), title="Alone", short_name=name, stickers=[good]
    )
    wrong: dict[str, dict[str, object]] = {
        "USER_ID_INVALID": {"user_id": alice.user(bob)},
        "PACK_TITLE_INVALID": {"title": " "},
        "PACK_SHORT_NAME_INVALID": {"short_name": "a-b"},
        "STICKERS_EMPTY": {"stickers": []},
        "STICKERS_TOO_MUCH": {"stickers": [good] * 121},
        "STICKER_EMOJI_INVALID": {"stickers": [_changed(good, emoji="x")]},
        "STICKER_FILE_INVALID": {"stickers": [_changed(good, document=types.InputDocumentEmpty())]},
    }
    for error, changed in wrong.items():
        fields = {field: getattr(request, field) for field in request.__struct_fields__} | changed
        with pytest.raises(RpcError, match=error):
            await alice.call(functions.stickers.CreateStickerSet(**fields))
    await alice.call(request)
    with pytest.raises(RpcError, match="PACK_SHORT_NAME_OCCUPIED"):
        await make_set(bob, short_name=name.upper())


def _changed(one: types.InputStickerSetItem, **more: object) -> types.InputStickerSetItem:
    fields = {field: getattr(one, field) for field in one.__struct_fields__} | more
    return types.InputStickerSetItem(**fields)


async def test_stickers_are_added_moved_replaced_changed_and_removed(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice, await item(alice, emoji="1️⃣"), await item(alice, emoji="2️⃣"))
    first, second = made.documents
    added = whole(
        await alice.call(
            functions.stickers.AddStickerToSet(
                stickerset=by_id(made), sticker=await item(alice, emoji="3️⃣")
            )
        )
    )
    third = added.documents[2]
    assert ids(added)[:2] == ids(made)
    assert added.set.hash != made.set.hash
    moved = whole(
        await alice.call(functions.stickers.ChangeStickerPosition(sticker=named(third), position=0))
    )
    assert ids(moved) == [third.id, first.id, second.id]
    new = whole(
        await alice.call(
            functions.stickers.ReplaceSticker(
                sticker=named(first), new_sticker=await item(alice, emoji="4️⃣")
            )
        )
    )
    fourth = new.documents[1]
    assert ids(new) == [third.id, fourth.id, second.id]
    edited = whole(
        await alice.call(
            functions.stickers.ChangeSticker(sticker=named(fourth), emoji="5️⃣", keywords="five")
        )
    )
    assert attribute(edited.documents[1]).alt == "5️⃣"
    assert edited.keywords == [types.StickerKeyword(document_id=fourth.id, keyword=["five"])]
    left = whole(await alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(third))))
    assert ids(left) == [fourth.id, second.id]
    assert await read_set(alice, by_id(made)) == left
    assert isinstance(third, types.Document)
    assert await read(alice, place(third))
    for gone in (third, first):
        with pytest.raises(RpcError, match="STICKER_INVALID"):
            await alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(gone)))


async def test_only_so_many_stickers_are_in_a_set(world: World) -> None:
    alice = await world.user("Alice")
    one = await item(alice)
    made = await make_set(alice, *[one] * 120)
    assert made.set.count == 120
    with pytest.raises(RpcError, match="STICKERS_TOO_MUCH"):
        await alice.call(functions.stickers.AddStickerToSet(stickerset=by_id(made), sticker=one))


async def test_nobody_changes_a_set_of_somebody_else(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice)
    one = named(made.documents[0])
    item_of_bob = await item(bob)
    of_set = [
        functions.stickers.AddStickerToSet(stickerset=by_id(made), sticker=item_of_bob),
        functions.stickers.RenameStickerSet(stickerset=by_id(made), title="Mine"),
        functions.stickers.SetStickerSetThumb(stickerset=by_id(made)),
        functions.stickers.DeleteStickerSet(stickerset=by_id(made)),
    ]
    for request in of_set:
        with pytest.raises(RpcError, match="STICKERSET_INVALID"):
            await bob.call(request)
    of_sticker = [
        functions.stickers.RemoveStickerFromSet(sticker=one),
        functions.stickers.ChangeSticker(sticker=one, emoji="😀"),
        functions.stickers.ChangeStickerPosition(sticker=one, position=0),
        functions.stickers.ReplaceSticker(sticker=one, new_sticker=item_of_bob),
    ]
    for request in of_sticker:
        with pytest.raises(RpcError, match="STICKER_INVALID"):
            await bob.call(request)
    assert await read_set(alice, by_id(made)) == made


async def test_a_set_is_not_found_by_a_guess(world: World) -> None:
    alice = await world.user("Alice")
    right = by_id(await make_set(alice))
    wrong: list[types.TypeInputStickerSet] = [
        types.InputStickerSetID(id=right.id, access_hash=right.access_hash ^ 1),
        types.InputStickerSetID(id=right.id + 1, access_hash=right.access_hash),
        types.InputStickerSetShortName(short_name="nobody_has_this"),
        types.InputStickerSetEmpty(),
    ]
    for one in wrong:
        with pytest.raises(RpcError, match="STICKERSET_INVALID"):
            await read_set(alice, one)


async def test_the_owner_who_has_the_set_hears_of_changes_elsewhere(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice)
    await alice.call(functions.stickers.RenameStickerSet(stickerset=by_id(made), title="One"))
    assert not await told(alice, types.UpdateStickerSets)
    await install(alice, made)
    await alice.call(functions.stickers.RenameStickerSet(stickerset=by_id(made), title="Two"))
    assert await told(alice, types.UpdateStickerSets) == [types.UpdateStickerSets()]
    await world.check(alice)


async def test_a_deleted_set_is_gone_and_its_name_is_free(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, short_name=f"gone_{alice.id}")
    await install(alice, made)
    await install(bob, made)
    assert await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(made)))
    with pytest.raises(RpcError, match="STICKERSET_INVALID"):
        await read_set(bob, by_id(made))
    for person in (alice, bob):
        answer = await person.call(functions.messages.GetAllStickers(hash=0))
        assert answer == types.messages.AllStickers(hash=0, sets=[])
    assert await told(alice, types.UpdateStickerSets) == [types.UpdateStickerSets()]
    sticker = made.documents[0]
    assert isinstance(sticker, types.Document)
    assert len(await read(bob, place(sticker))) == sticker.size
    await make_set(bob, short_name=f"gone_{alice.id}")


async def test_a_set_has_a_picture_of_its_own(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice)
    assert made.set.thumbs is None
    seen: list[int] = []
    for data, mime, letter in (
        (webp(100, 100), "image/webp", "s"),
        (tgs(100), "application/x-tgsticker", "a"),
        (webm(100, 100), "video/webm", "v"),
    ):
        thumb = named(await document(alice, data, mime))
        request = functions.stickers.SetStickerSetThumb(stickerset=by_id(made), thumb=thumb)
        one = whole(await alice.call(request)).set
        assert one.thumb_version is not None
        assert one.thumbs == [types.PhotoSize(type=letter, w=100, h=100, size=len(data))]
        where = types.InputStickerSetThumb(stickerset=by_id(made), thumb_version=one.thumb_version)
        assert await read(bob, where) == data
        seen.append(one.thumb_version)
    assert len(set(seen)) == 3
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(bob, types.InputStickerSetThumb(stickerset=by_id(made), thumb_version=seen[0]))
    for data, mime, error in (
        (b"x", "image/png", "STICKER_THUMB_PNG_NOPNG"),
        (b"x", "application/x-tgsticker", "STICKER_THUMB_TGS_NOTGS"),
        (webp(), "image/webp", "STICKER_PNG_DIMENSIONS"),
    ):
        thumb = named(await document(alice, data, mime))
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.stickers.SetStickerSetThumb(stickerset=by_id(made), thumb=thumb)
            )
    bare = whole(await alice.call(functions.stickers.SetStickerSetThumb(stickerset=by_id(made))))
    assert bare.set.thumbs is None


async def test_a_custom_emoji_stands_for_its_set_while_it_is_in_it(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice, await item(alice, webp(100, 100)), emojis=True)
    (emoji,) = made.documents
    request = functions.stickers.SetStickerSetThumb(
        stickerset=by_id(made), thumb_document_id=emoji.id
    )
    assert whole(await alice.call(request)).set.thumb_document_id == emoji.id
    left = whole(await alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(emoji))))
    assert left.set.thumb_document_id is None
    assert left.set.count == 0
    with pytest.raises(RpcError, match="STICKER_INVALID"):
        await alice.call(request)


async def test_short_names_are_checked_and_suggested(world: World) -> None:
    alice = await world.user("Alice")

    async def suggested(title: str) -> str:
        answer = await alice.call(functions.stickers.SuggestShortName(title=title))
        assert isinstance(answer, types.stickers.SuggestedShortName)
        assert await alice.call(functions.stickers.CheckShortName(short_name=answer.short_name))
        return answer.short_name

    assert await suggested("Ünlucky Wombats!") == "unlucky_wombats"
    await make_set(alice, short_name="unlucky_wombats")
    assert await suggested("Ünlucky Wombats!") == "unlucky_wombats_1"
    assert await suggested("گربه") == "grbh"
    assert await suggested("😀") == "stickers"
    assert await suggested("2 cats") == "stickers_2_cats"
    with pytest.raises(RpcError, match="TITLE_INVALID"):
        await suggested(" ")
    for name, error in (("a b", "SHORT_NAME_INVALID"), ("Unlucky_wombats", "SHORT_NAME_OCCUPIED")):
        with pytest.raises(RpcError, match=error):
            await alice.call(functions.stickers.CheckShortName(short_name=name))


async def test_the_own_sets_are_listed_by_pages(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = [await make_set(alice) for _ in range(3)]
    await make_set(bob)

    async def page(offset_id: int) -> types.messages.MyStickers:
        answer = await alice.call(functions.messages.GetMyStickers(offset_id=offset_id, limit=2))
        assert isinstance(answer, types.messages.MyStickers)
        assert answer.count == 3
        return answer

    first = await page(0)
    assert [one.set.id for one in first.sets] == [made[2].set.id, made[1].set.id]
    (last,) = (await page(made[1].set.id)).sets
    assert isinstance(last, types.StickerSetCovered)
    assert last.cover == made[0].documents[0]


async def bot(world: World, name: str) -> Person:
    """A bot with a username."""
    one = await world.user(name)
    user_id = await world.app.store.users.create(
        phone=None, first_name=name, last_name="", lang="", is_bot=True, now=world.app.now
    )
    assert user_id is not None
    assert await world.app.store.users.set_username(UserId(user_id), name)
    caller = replace(one.caller, user_id=UserId(user_id), is_bot=True)
    return Person(world, caller)


async def test_a_bot_makes_and_changes_a_set_for_a_user(world: World) -> None:
    alice = await world.user("Alice")
    name = f"maker{next(_bots)}bot"
    maker = await bot(world, name)
    await alice.say(maker, "/start")  # a bot names those alone whom it has met
    request = functions.stickers.CreateStickerSet(
        user_id=types.InputUser(user_id=alice.id, access_hash=0),
        title="For Alice",
        short_name=f"cats_by_{name.upper()}",
        stickers=[await item(maker)],
    )
    made = whole(await maker.call(request))
    assert not made.set.creator
    assert (await read_set(alice, by_id(made))).set.creator
    await maker.call(
        functions.stickers.AddStickerToSet(stickerset=by_id(made), sticker=await item(maker))
    )
    await install(alice, made)
    await alice.call(functions.stickers.RenameStickerSet(stickerset=by_id(made), title="Mine"))
    await maker.call(functions.stickers.RenameStickerSet(stickerset=by_id(made), title="Ours"))
    assert alice.saw(types.UpdateStickerSets) == [types.UpdateStickerSets()]
    assert (await read_set(alice, by_id(made))).set.title == "Ours"
    fields = {field: getattr(request, field) for field in request.__struct_fields__}
    for changed, error in (
        ({"short_name": "cats_by_nobody"}, "PACK_SHORT_NAME_INVALID"),
        ({"user_id": types.InputUserSelf(), "short_name": f"x_by_{name}"}, "USER_ID_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await maker.call(functions.stickers.CreateStickerSet(**fields | changed))


async def test_of_two_who_want_a_name_one_gets_it(world: World) -> None:
    people = [await world.user(name) for name in ("Alice", "Bob")]
    name = f"wanted_{people[0].id}"
    made = await asyncio.gather(
        *(make_set(person, short_name=name) for person in people),
        return_exceptions=True,
    )
    refused = [one for one in made if isinstance(one, RpcError)]
    assert [one.message for one in refused] == ["PACK_SHORT_NAME_OCCUPIED"]
    (given,) = [one for one in made if isinstance(one, types.messages.StickerSet)]
    found = await read_set(people[0], types.InputStickerSetShortName(short_name=name))
    assert found.set.id == given.set.id


async def test_changes_at_the_same_time_come_one_after_the_other(world: World) -> None:
    alice = await world.user("Alice")
    new = await item(alice)
    made = await make_set(alice, new, new, new)
    first = named(made.documents[0])
    await asyncio.gather(
        *(
            alice.call(functions.stickers.AddStickerToSet(stickerset=by_id(made), sticker=new))
            for _ in range(5)
        ),
        alice.call(functions.stickers.ChangeStickerPosition(sticker=first, position=2)),
        alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(made.documents[1]))),
    )
    now = await read_set(alice, by_id(made))
    assert now.set.count == len(set(ids(now))) == 7
    assert ids(made)[1] not in ids(now)


async def test_clients_of_every_layer_are_told_of_sets(world: World) -> None:
    alice = await world.user("Alice")
    video = await make_set(alice, await item(alice, webm(), "video/webm"))
    emoji = await make_set(alice, await item(alice, webp(100, 100)), emojis=True)
    bare = await make_set(alice)
    await alice.call(functions.stickers.RemoveStickerFromSet(sticker=named(bare.documents[0])))
    for one in (video, emoji):
        await install(alice, one)
    await install(alice, bare, archived=True)
    requests: list[TLFunction] = [
        *(
            functions.messages.GetStickerSet(stickerset=by_id(one), hash=0)
            for one in (video, emoji, bare)
        ),
        functions.messages.GetAllStickers(hash=0),
        functions.messages.GetEmojiStickers(hash=0),
        functions.messages.GetArchivedStickers(offset_id=0, limit=10),
        functions.messages.GetCustomEmojiDocuments(document_id=[emoji.documents[0].id]),
    ]
    for request in requests:
        answer = await alice.call(request)
        for layer in (tl.OLDEST_LAYER, 181, tl.NEWEST_LAYER):
            assert tl.encode_result(cast("tl.Result", answer), type(request), layer)
    told_of = alice.other.saw(types.UpdateNewStickerSet)
    assert len(told_of) == 2
    for update in told_of:
        assert tl.encode(update, tl.OLDEST_LAYER)
