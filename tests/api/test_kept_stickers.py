from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.result_hash import result_hash
from hodhod.store import installed_sets
from hodhod.store.installed_sets import KeptList
from hodhod.tl import functions, types
from tests.api.stickers import item, make_set, named, told
from tests.api.upload import document
from tests.api.world import Person, World, sent
from tests.blobs.sticker_files import webp


async def recent(person: Person, *, attached: bool = False) -> types.messages.RecentStickers:
    answer = await person.call(functions.messages.GetRecentStickers(attached=attached, hash=0))
    assert isinstance(answer, types.messages.RecentStickers)
    assert len(answer.dates) == len(answer.stickers)
    return answer


async def recent_ids(person: Person, *, attached: bool = False) -> list[int]:
    return [one.id for one in (await recent(person, attached=attached)).stickers]


async def faved_ids(person: Person) -> list[int]:
    answer = await person.call(functions.messages.GetFavedStickers(hash=0))
    assert isinstance(answer, types.messages.FavedStickers)
    return [one.id for one in answer.stickers]


async def gif_ids(person: Person) -> list[int]:
    answer = await person.call(functions.messages.GetSavedGifs(hash=0))
    assert isinstance(answer, types.messages.SavedGifs)
    return [one.id for one in answer.gifs]


async def gif(person: Person, data: bytes = b"moving") -> types.Document:
    return await document(
        person,
        data,
        "video/mp4",
        (
            types.DocumentAttributeVideo(nosound=True, duration=1, w=10, h=10),
            types.DocumentAttributeAnimated(),
        ),
    )


async def send(person: Person, whom: Person, what: types.TypeDocument) -> types.Message:
    answer = await person.call(
        functions.messages.SendMedia(
            peer=person.peer(whom),
            media=types.InputMediaDocument(id=named(what)),
            message="",
            random_id=person.world.random_id(),
        )
    )
    return sent(answer)[0]


async def test_a_sent_sticker_is_among_the_recent_ones(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, await item(alice, emoji="🐈"), await item(alice, emoji="🐕"))
    cat, dog = made.documents
    for one in (cat, dog, dog, cat):
        await send(alice, bob, one)
    answer = await recent(alice)
    assert list(answer.stickers) == [cat, dog]
    assert answer.packs == [
        types.StickerPack(emoticon="🐈", documents=[cat.id]),
        types.StickerPack(emoticon="🐕", documents=[dog.id]),
    ]
    assert answer.hash == result_hash([cat.id, dog.id])
    again = await alice.call(functions.messages.GetRecentStickers(hash=answer.hash))
    assert isinstance(again, types.messages.RecentStickersNotModified)
    assert await recent_ids(bob) == []
    assert len(await told(alice, types.UpdateRecentStickers)) == 3
    await world.check(alice, bob)


async def test_a_forwarded_sticker_was_not_chosen(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice)
    message = await send(alice, bob, made.documents[0])
    await alice.call(functions.messages.ClearRecentStickers())
    await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            to_peer=types.InputPeerSelf(),
            id=[message.id],
            random_id=[world.random_id()],
        )
    )
    assert await recent_ids(alice) == []


async def test_recent_stickers_are_saved_forgotten_and_cleared(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice, await item(alice), await item(alice))
    first, second = made.documents

    async def save(of: types.TypeDocument, *, attached: bool = False, unsave: bool = False) -> None:
        request = functions.messages.SaveRecentSticker(
            attached=attached, id=named(of), unsave=unsave
        )
        assert await alice.call(request)

    await save(first)
    await save(second)
    await save(first, attached=True)
    assert await recent_ids(alice) == [second.id, first.id]
    assert await recent_ids(alice, attached=True) == [first.id]
    await save(second, unsave=True)
    await save(second, unsave=True)
    assert await recent_ids(alice) == [first.id]
    assert len(await told(alice, types.UpdateRecentStickers)) == 4
    await alice.call(functions.messages.ClearRecentStickers())
    assert await recent_ids(alice) == []
    assert await recent_ids(alice, attached=True) == [first.id]
    await alice.call(functions.messages.ClearRecentStickers())
    assert len(await told(alice, types.UpdateRecentStickers)) == 5
    await world.check(alice)


async def test_favourites_are_few_and_the_newest_is_first(world: World) -> None:
    alice = await world.user("Alice")
    made = await make_set(alice, *[await item(alice)] * 11)
    for one in made.documents:
        assert await alice.call(functions.messages.FaveSticker(id=named(one), unfave=False))
    wanted = [one.id for one in reversed(made.documents)][:10]
    assert await faved_ids(alice) == wanted
    assert await alice.call(
        functions.messages.FaveSticker(id=named(made.documents[10]), unfave=True)
    )
    assert await faved_ids(alice) == wanted[1:]
    request = functions.messages.GetFavedStickers(hash=result_hash(wanted[1:]))
    assert isinstance(await alice.call(request), types.messages.FavedStickersNotModified)
    assert len(await told(alice, types.UpdateFavedStickers)) == 12


async def test_gifs_are_saved_when_they_are_sent_or_asked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(installed_sets.KEPT_LIMIT, KeptList.GIFS, 2)
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second, third = [await gif(alice, bytes([number])) for number in range(1, 4)]
    await send(alice, bob, first)
    for one in (second, third):
        assert await alice.call(functions.messages.SaveGif(id=named(one), unsave=False))
    assert await gif_ids(alice) == [third.id, second.id]
    assert await alice.call(functions.messages.SaveGif(id=named(third), unsave=True))
    assert await gif_ids(alice) == [second.id]
    request = functions.messages.GetSavedGifs(hash=result_hash([second.id]))
    assert isinstance(await alice.call(request), types.messages.SavedGifsNotModified)
    assert await gif_ids(bob) == []
    assert await recent_ids(alice) == []
    assert len(await told(alice, types.UpdateSavedGifs)) == 4
    await world.check(alice, bob)


async def test_what_is_no_sticker_and_no_gif_is_not_kept(world: World) -> None:
    alice = await world.user("Alice")
    text = named(await document(alice, b"text", "text/plain"))
    emoji_set = await make_set(alice, await item(alice, webp(100, 100)), emojis=True)
    emoji = named(emoji_set.documents[0])
    nothing = types.InputDocument(id=1, access_hash=2, file_reference=b"")
    for one in (text, emoji, nothing, types.InputDocumentEmpty()):
        for request, error in (
            (functions.messages.FaveSticker(id=one, unfave=False), "STICKER_ID_INVALID"),
            (functions.messages.SaveRecentSticker(id=one, unsave=False), "STICKER_ID_INVALID"),
            (functions.messages.SaveGif(id=one, unsave=False), "GIF_ID_INVALID"),
        ):
            with pytest.raises(RpcError, match=error):
                await alice.call(request)
    assert not await faved_ids(alice)
    assert not await recent_ids(alice)
    assert not await gif_ids(alice)
