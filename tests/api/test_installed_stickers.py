from __future__ import annotations

from collections.abc import Sequence

import pytest

from hodhod.actions.stickers import install as installing
from hodhod.domain.errors import RpcError
from hodhod.domain.result_hash import result_hash
from hodhod.tl import TLFunction, functions, types
from tests.api.stickers import (
    by_id,
    install,
    installed,
    item,
    make_set,
    named,
    told,
)
from tests.api.upload import media, upload
from tests.api.world import Person, World
from tests.blobs.pictures import picture
from tests.blobs.sticker_files import webp


async def order(person: Person) -> list[int]:
    return [one.id for one in await installed(person)]


async def archived(person: Person, offset_id: int = 0) -> types.messages.ArchivedStickers:
    answer = await person.call(functions.messages.GetArchivedStickers(offset_id=offset_id, limit=2))
    assert isinstance(answer, types.messages.ArchivedStickers)
    return answer


async def sets(person: Person, count: int) -> list[types.messages.StickerSet]:
    one = await item(person)
    return [await make_set(person, one) for _ in range(count)]


async def test_an_installed_set_is_first_on_all_devices(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await sets(alice, 2)
    for one in (first, second):
        answer = await install(bob, one)
        assert answer == types.messages.StickerSetInstallResultSuccess()
    assert await order(bob) == [second.set.id, first.set.id]
    assert all(one.installed_date and not one.archived for one in await installed(bob))
    heard = await told(bob, types.UpdateNewStickerSet)
    assert len(heard) == 2
    assert isinstance(heard[0], types.UpdateNewStickerSet)
    assert isinstance(heard[0].stickerset, types.messages.StickerSet)
    assert heard[0].stickerset.set.installed_date
    assert list(heard[0].stickerset.documents) == list(first.documents)
    await install(bob, first)
    assert await order(bob) == [second.set.id, first.set.id]
    assert len(await told(bob, types.UpdateNewStickerSet)) == 2
    assert await order(alice) == []
    await world.check(alice, bob)


async def test_the_hash_tells_when_nothing_changed(world: World) -> None:
    alice = await world.user("Alice")
    (one,) = await sets(alice, 1)
    await install(alice, one)
    answer = await alice.call(functions.messages.GetAllStickers(hash=0))
    assert isinstance(answer, types.messages.AllStickers)
    assert answer.hash == result_hash(found.hash for found in answer.sets)
    again = functions.messages.GetAllStickers(hash=answer.hash)
    assert isinstance(await alice.call(again), types.messages.AllStickersNotModified)
    await alice.call(functions.stickers.RenameStickerSet(stickerset=by_id(one), title="New"))
    assert isinstance(await alice.call(again), types.messages.AllStickers)
    # A client that knows nothing is told that there is nothing.
    bob = await world.user("Bob")
    assert await bob.call(functions.messages.GetAllStickers(hash=0)) == types.messages.AllStickers(
        hash=0, sets=[]
    )


async def test_stickers_masks_and_emoji_are_lists_of_their_own(world: World) -> None:
    alice = await world.user("Alice")
    masks = await make_set(alice, masks=True)
    emoji = await make_set(alice, await item(alice, webp(100, 100)), emojis=True)
    for one in (masks, emoji):
        await install(alice, one)
    requests: list[tuple[TLFunction, int]] = [
        (functions.messages.GetMaskStickers(hash=0), masks.set.id),
        (functions.messages.GetEmojiStickers(hash=0), emoji.set.id),
    ]
    for request, set_id in requests:
        answer = await alice.call(request)
        assert isinstance(answer, types.messages.AllStickers)
        assert [one.id for one in answer.sets] == [set_id]
    assert await order(alice) == []
    await alice.call(functions.messages.UninstallStickerSet(stickerset=by_id(masks)))
    assert await told(alice, types.UpdateStickerSets) == [types.UpdateStickerSets(masks=True)]


async def test_the_order_is_the_same_everywhere(world: World) -> None:
    alice = await world.user("Alice")
    made = await sets(alice, 3)
    first, second, third = [one.set.id for one in made]
    for one in made:
        await install(alice, one)

    async def reorder(*wanted: int) -> None:
        assert await alice.call(functions.messages.ReorderStickerSets(order=wanted))

    await reorder(first, third, second)
    assert await order(alice) == [first, third, second]
    await reorder(second, 12345, second)
    assert await order(alice) == [second, first, third]
    await reorder(second, first)
    heard = await told(alice, types.UpdateStickerSetsOrder)
    assert [list(one.order) for one in heard if isinstance(one, types.UpdateStickerSetsOrder)] == [
        [first, third, second],
        [second, first, third],
    ]
    with pytest.raises(RpcError, match="STICKERSET_INVALID"):
        await reorder(*range(1000))


async def test_sets_are_put_aside_and_taken_back(world: World) -> None:
    alice = await world.user("Alice")
    made = await sets(alice, 4)
    first, second, third, fourth = [one.set.id for one in made]
    for one in made[:3]:
        await install(alice, one)
    await install(alice, made[3], archived=True)
    assert await order(alice) == [third, second, first]

    async def toggle(which: Sequence[types.messages.StickerSet], **how: bool) -> None:
        request = functions.messages.ToggleStickerSets(
            stickersets=[by_id(one) for one in which], **how
        )
        assert await alice.call(request)

    await toggle([made[0], made[2]], archive=True)
    assert await order(alice) == [second]
    page = await archived(alice)
    assert page.count == 3
    assert [one.set.id for one in page.sets] == [first, third]
    assert all(one.set.archived for one in page.sets)
    assert [one.set.id for one in (await archived(alice, third)).sets] == [fourth]
    await toggle([made[3], made[0]], unarchive=True)
    assert await order(alice) == [fourth, first, second]
    await toggle(made[:2], uninstall=True)
    assert await order(alice) == [fourth]
    await install(alice, made[2])
    assert await order(alice) == [third, fourth]
    assert (await archived(alice)).count == 0
    assert len(await told(alice, types.UpdateStickerSets)) == 4
    await toggle(made[:2], uninstall=True)
    assert len(await told(alice, types.UpdateStickerSets)) == 4
    for how in ({}, {"archive": True, "uninstall": True}):
        with pytest.raises(RpcError, match="STICKERSET_INVALID"):
            await toggle(made[:1], **how)
    await world.check(alice)


async def test_too_many_sets_make_the_last_ones_go_aside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "INSTALLED_LIMIT", 2)
    monkeypatch.setattr(installing, "ARCHIVED_LIMIT", 1)
    alice = await world.user("Alice")
    made = await sets(alice, 4)
    for one in made[:2]:
        await install(alice, one)
    answer = await install(alice, made[2])
    assert isinstance(answer, types.messages.StickerSetInstallResultArchive)
    (aside,) = answer.sets
    assert isinstance(aside, types.StickerSetCovered)
    assert (aside.set.id, aside.set.archived) == (made[0].set.id, True)
    assert aside.cover == made[0].documents[0]
    await install(alice, made[3])
    assert await order(alice) == [made[3].set.id, made[2].set.id]
    left = await archived(alice)
    assert (left.count, [one.set.id for one in left.sets]) == (1, [made[1].set.id])
    assert len(await told(alice, types.UpdateStickerSets)) == 2


async def test_a_set_that_is_not_there_is_not_installed(world: World) -> None:
    alice = await world.user("Alice")
    nowhere = types.InputStickerSetShortName(short_name="nowhere")
    for request in (
        functions.messages.InstallStickerSet(stickerset=nowhere, archived=False),
        functions.messages.UninstallStickerSet(stickerset=nowhere),
        functions.messages.ToggleStickerSets(archive=True, stickersets=[nowhere]),
    ):
        with pytest.raises(RpcError, match="STICKERSET_INVALID"):
            await alice.call(request)


async def test_a_sent_sticker_brings_its_set_to_the_top_if_asked(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await sets(alice, 2)
    for one in made:
        await install(alice, one)
    first, second = [one.set.id for one in made]

    async def send(*, to_top: bool) -> None:
        await alice.call(
            functions.messages.SendMedia(
                peer=alice.peer(bob),
                media=types.InputMediaDocument(id=named(made[0].documents[0])),
                message="",
                random_id=world.random_id(),
                update_stickersets_order=to_top,
            )
        )

    await send(to_top=False)
    assert await order(alice) == [second, first]
    await send(to_top=True)
    await send(to_top=True)
    assert await order(alice) == [first, second]
    assert await told(alice, types.UpdateMoveStickerSetToTop) == [
        types.UpdateMoveStickerSetToTop(stickerset=first)
    ]
    await world.check(alice, bob)


async def test_the_stickers_on_a_photo_lead_to_their_sets(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await sets(alice, 2)
    stickers = [named(one.documents[0]) for one in (*made, made[0])]
    file = await upload(alice, picture(300, 200))
    shown = await media(alice, types.InputMediaUploadedPhoto(file=file, stickers=stickers))
    assert isinstance(shown, types.MessageMediaPhoto)
    photo = shown.photo
    assert isinstance(photo, types.Photo)
    assert photo.has_stickers
    with_photo = types.InputStickeredMediaPhoto(
        id=types.InputPhoto(
            id=photo.id, access_hash=photo.access_hash, file_reference=photo.file_reference
        )
    )
    file = await upload(alice, b"video" * 100)
    shown = await media(
        alice,
        types.InputMediaUploadedDocument(
            file=file, mime_type="video/mp4", attributes=(), stickers=stickers
        ),
    )
    assert isinstance(shown, types.MessageMediaDocument)
    video = shown.document
    assert isinstance(video, types.Document)
    assert types.DocumentAttributeHasStickers() in video.attributes
    with_video = types.InputStickeredMediaDocument(id=named(video))
    for one in (with_photo, with_video):
        answer = await bob.call(functions.messages.GetAttachedStickers(media=one))
        assert isinstance(answer, list)
        assert [found.set.id for found in answer] == [one.set.id for one in made]
    bare = types.InputStickeredMediaDocument(id=stickers[0])
    assert await bob.call(functions.messages.GetAttachedStickers(media=bare)) == []
    with pytest.raises(RpcError, match="STICKER_DOCUMENT_INVALID"):
        await media(
            alice,
            types.InputMediaUploadedPhoto(
                file=await upload(alice, picture(300, 200)),
                stickers=[types.InputDocument(id=1, access_hash=1, file_reference=b"")],
            ),
        )
