from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.stickers import install, item, make_set
from tests.api.upload import document
from tests.api.world import START, Person, World
from tests.blobs.sticker_files import webp

EMOJI_FILE = webp(100, 100)


async def found_sets(person: Person, words: str, *, emoji: bool = False) -> list[int]:
    search = (
        functions.messages.SearchEmojiStickerSets
        if emoji
        else (functions.messages.SearchStickerSets)
    )
    answer = await person.call(search(q=words, hash=0))
    assert isinstance(answer, types.messages.FoundStickerSets)
    if answer.sets:
        again = await person.call(search(q=words, hash=answer.hash))
        assert isinstance(again, types.messages.FoundStickerSetsNotModified)
    return [one.set.id for one in answer.sets]


async def by_emoji(person: Person, emoticon: str) -> list[int]:
    answer = await person.call(functions.messages.GetStickers(emoticon=emoticon, hash=0))
    assert isinstance(answer, types.messages.Stickers)
    if answer.stickers:
        again = await person.call(
            functions.messages.GetStickers(emoticon=emoticon, hash=answer.hash)
        )
        assert isinstance(again, types.messages.StickersNotModified)
    return [one.id for one in answer.stickers]


async def found(
    person: Person, words: str = "", emoticon: str = "", **more: object
) -> types.messages.FoundStickers:
    fields: dict[str, object] = {"offset": 0, "limit": 50, "hash": 0, "lang_code": ()} | more
    answer = await person.call(
        functions.messages.SearchStickers(q=words, emoticon=emoticon, **fields)  # type: ignore[arg-type]
    )
    assert isinstance(answer, types.messages.FoundStickers)
    return answer


async def test_sets_are_found_by_words_of_their_names(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    cats = await make_set(alice, title="گربه‌های خانگی", short_name="zanjan_cats")
    emoji = await make_set(alice, await item(alice, EMOJI_FILE), title="گربه‌های ریز", emojis=True)
    assert await found_sets(bob, "گربه‌هاي") == [cats.set.id]
    assert await found_sets(bob, "گربه های خان") == [cats.set.id]
    assert await found_sets(bob, "zanjan_ca") == [cats.set.id]
    assert await found_sets(bob, "گربه‌های", emoji=True) == [emoji.set.id]
    assert await found_sets(bob, "سگ‌های") == []
    assert await found_sets(bob, "  ") == []
    await alice.call(
        functions.stickers.RenameStickerSet(
            stickerset=types.InputStickerSetShortName(short_name="zanjan_cats"), title="پلنگ صورتی"
        )
    )
    assert await found_sets(bob, "خانگی") == []
    assert await found_sets(bob, "پلنگ") == [cats.set.id]


async def test_stickers_are_found_by_emoji_and_own_sets_come_first(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first = await make_set(alice, await item(alice, emoji="🦚"))
    second = await make_set(alice, await item(alice, emoji="😀🦚"), await item(alice, emoji="🪿"))
    ours = [first.documents[0].id, second.documents[0].id]
    assert await by_emoji(bob, "🦚") == ours[::-1]
    await install(bob, first)
    assert await by_emoji(bob, "🦚") == ours
    assert await by_emoji(bob, "🪿🦚") == [*ours, second.documents[1].id]
    assert await by_emoji(bob, "🪼") == []
    with pytest.raises(RpcError, match="EMOTICON_EMPTY"):
        await by_emoji(bob, " ")


async def test_stickers_are_found_by_keywords_page_by_page(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = await item(alice, emoji="🦔", keywords="جوجه‌تیغی, hedgehog")
    made = await make_set(alice, one, one, one)
    ids = [sticker.id for sticker in made.documents]
    for words, emoticon in (("Hedgehog", ""), ("جوجه‌تيغي", ""), ("", "🦔"), ("nothing", "🦔")):
        answer = await found(bob, words, emoticon)
        assert [sticker.id for sticker in answer.stickers] == ids
        assert answer.next_offset is None
    page = await found(bob, "hedgehog", limit=2)
    assert [sticker.id for sticker in page.stickers] == ids[:2]
    assert page.next_offset == 2
    rest = await found(bob, "hedgehog", limit=2, offset=2)
    assert [sticker.id for sticker in rest.stickers] == ids[2:]
    again = functions.messages.SearchStickers(
        q="hedgehog", emoticon="", offset=0, limit=2, hash=page.hash, lang_code=()
    )
    assert isinstance(await bob.call(again), types.messages.FoundStickersNotModified)
    assert not (await found(bob, "hedgehog", emojis=True)).stickers
    with pytest.raises(RpcError, match="OFFSET_INVALID"):
        await found(bob, "hedgehog", offset=-1)


async def test_custom_emoji_are_found_and_read_by_id(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, await item(alice, EMOJI_FILE, emoji="🦩"), emojis=True)
    sticker = (await make_set(alice, await item(alice, emoji="🦩"))).documents[0]
    (emoji,) = made.documents
    answer = await bob.call(functions.messages.SearchCustomEmoji(emoticon="🦩", hash=0))
    assert isinstance(answer, types.EmojiList)
    assert list(answer.document_id) == [emoji.id]
    again = functions.messages.SearchCustomEmoji(emoticon="🦩", hash=answer.hash)
    assert isinstance(await bob.call(again), types.EmojiListNotModified)
    wanted = [12345, emoji.id, sticker.id, emoji.id]
    read = await bob.call(functions.messages.GetCustomEmojiDocuments(document_id=wanted))
    assert read == [emoji]
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await bob.call(functions.messages.GetCustomEmojiDocuments(document_id=range(1, 300)))


async def test_a_text_carries_custom_emoji_that_there_are(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, await item(alice, EMOJI_FILE), emojis=True)
    await install(bob, made)
    right = types.MessageEntityCustomEmoji(offset=0, length=2, document_id=made.documents[0].id)
    bold = types.MessageEntityBold(offset=0, length=2)
    wrong = types.MessageEntityCustomEmoji(offset=2, length=2, document_id=12345)
    sticker = (await make_set(alice)).documents[0]
    no_emoji = types.MessageEntityCustomEmoji(offset=4, length=2, document_id=sticker.id)
    given: list[types.TypeMessageEntity] = [right, bold, wrong, no_emoji]
    message = await bob.say(alice, "😀😀😀", entities=given)
    assert set(message.entities or ()) == {right, bold}
    answer = await bob.call(
        functions.messages.EditMessage(
            peer=bob.peer(alice), id=message.id, message="😀😀😀!", entities=given
        )
    )
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateEditMessage)
    assert isinstance(update.message, types.Message)
    assert set(update.message.entities or ()) == {right, bold}
    later = await bob.say(alice, "😀😀", entities=[right, wrong], schedule_date=START + 1000)
    assert later.entities == (right,)
    await world.check(alice, bob)


async def test_custom_emoji_in_a_text_bring_their_set_to_the_top(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = await item(alice, EMOJI_FILE)
    first, second = [await make_set(alice, one, emojis=True) for _ in range(2)]
    for each in (first, second):
        await install(alice, each)
    emoji = types.MessageEntityCustomEmoji(offset=0, length=2, document_id=first.documents[0].id)
    await alice.say(bob, "😀", entities=[emoji], update_stickersets_order=True)
    assert alice.other.saw(types.UpdateMoveStickerSetToTop) == [
        types.UpdateMoveStickerSetToTop(emojis=True, stickerset=first.set.id)
    ]


async def test_nobody_makes_a_custom_emoji_by_saying_so(world: World) -> None:
    alice = await world.user("Alice")
    claimed = types.DocumentAttributeCustomEmoji(alt="😀", stickerset=types.InputStickerSetEmpty())
    made = await document(alice, EMOJI_FILE, "image/webp", (claimed,))
    assert not any(isinstance(one, types.DocumentAttributeCustomEmoji) for one in made.attributes)
    read = await alice.call(functions.messages.GetCustomEmojiDocuments(document_id=[made.id]))
    assert read == []
