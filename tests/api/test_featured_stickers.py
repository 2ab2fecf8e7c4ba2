from __future__ import annotations

from typing import cast

from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types
from tests.api.stickers import by_id, item, make_set, told
from tests.api.world import Person, World
from tests.blobs.sticker_files import webp


async def shown(person: Person, *, emoji: bool = False) -> types.messages.FeaturedStickers:
    request = functions.messages.GetFeaturedStickers(hash=0)
    of_emoji = functions.messages.GetFeaturedEmojiStickers(hash=0)
    answer = await person.call(of_emoji if emoji else request)
    return cast("types.messages.FeaturedStickers", answer)


async def feature(world: World, which: types.messages.StickerSet) -> None:
    world.wait(1)
    await world.app.store.sticker_sets.feature(which.set.id, world.app.now)


async def test_what_the_operator_shows_is_seen_by_all_until_it_was_looked_at(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await make_set(alice), await make_set(alice)
    emoji = await make_set(alice, await item(alice, webp(100, 100)), emojis=True)
    assert not (await shown(bob)).sets
    for one in (first, second, emoji):
        await feature(world, one)
    answer = await shown(bob)
    ids = [second.set.id, first.set.id]
    assert (answer.count, list(answer.unread)) == (2, ids)
    assert [one.set.id for one in answer.sets] == ids
    assert answer.hash == result_hash([ids[0], 1, ids[1], 1])
    again = await bob.call(functions.messages.GetFeaturedStickers(hash=answer.hash))
    assert again == types.messages.FeaturedStickersNotModified(count=2)
    read = functions.messages.ReadFeaturedStickers(id=[first.set.id, 12345])
    for _ in range(2):
        assert await bob.call(read)
    seen = await shown(bob)
    assert list(seen.unread) == [second.set.id]
    assert seen.hash == result_hash([ids[0], 1, ids[1]])
    assert list((await shown(alice)).unread) == ids
    assert [one.set.id for one in (await shown(bob, emoji=True)).sets] == [emoji.set.id]
    await bob.call(functions.messages.ReadFeaturedStickers(id=[emoji.set.id]))
    assert await told(bob, types.UpdateReadFeaturedStickers) == [types.UpdateReadFeaturedStickers()]
    assert await told(bob, types.UpdateReadFeaturedEmojiStickers) == [
        types.UpdateReadFeaturedEmojiStickers()
    ]
    await world.app.store.sticker_sets.unfeature(first.set.id)
    await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(second)))
    await alice.call(functions.stickers.DeleteStickerSet(stickerset=by_id(emoji)))
    assert not (await shown(bob)).sets
    assert not (await shown(bob, emoji=True)).sets
