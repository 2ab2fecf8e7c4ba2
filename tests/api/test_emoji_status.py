from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.stickers import item, make_set, told
from tests.api.world import Person, World
from tests.blobs.sticker_files import webp


async def emoji(person: Person) -> int:
    made = await make_set(person, await item(person, webp(100, 100)), emojis=True)
    return made.documents[0].id


async def put(person: Person, status: types.TypeEmojiStatus) -> None:
    assert await person.call(functions.account.UpdateEmojiStatus(emoji_status=status))


async def seen(person: Person, whom: Person) -> object:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    return answer[0].emoji_status


async def test_an_emoji_stands_behind_a_name_until_its_time(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(
        functions.contacts.AddContact(id=bob.user(alice), first_name="A", last_name="", phone="")
    )
    always = types.EmojiStatus(document_id=await emoji(alice))
    await put(alice, always)
    assert await seen(bob, alice) == always
    for_a_while = types.EmojiStatus(document_id=always.document_id, until=world.app.now + 60)
    await put(alice, for_a_while)
    assert await seen(bob, alice) == for_a_while
    world.wait(61)
    assert await seen(bob, alice) is None
    await put(alice, always)
    await put(alice, types.EmojiStatusEmpty())
    assert await seen(bob, alice) is None
    statuses: list[types.TypeEmojiStatus] = [always, for_a_while, always, types.EmojiStatusEmpty()]
    wanted = [types.UpdateUserEmojiStatus(user_id=alice.id, emoji_status=one) for one in statuses]
    assert bob.saw(types.UpdateUserEmojiStatus) == wanted
    assert await told(alice, types.UpdateUserEmojiStatus) == wanted
    await world.check(alice)


async def test_what_is_no_custom_emoji_stands_behind_no_name(world: World) -> None:
    alice = await world.user("Alice")
    sticker = (await make_set(alice)).documents[0].id
    for document_id in (12345, sticker):
        with pytest.raises(RpcError, match="DOCUMENT_INVALID"):
            await put(alice, types.EmojiStatus(document_id=document_id))
    assert await seen(alice, alice) is None


async def recent(person: Person, known: int = 0) -> object:
    return await person.call(functions.account.GetRecentEmojiStatuses(hash=known))


async def test_emoji_that_were_behind_a_name_are_offered_again(world: World) -> None:
    alice = await world.user("Alice")
    first, second = await emoji(alice), await emoji(alice)
    for one in (first, second, first):
        await put(alice, types.EmojiStatus(document_id=one))
    await put(alice, types.EmojiStatusEmpty())
    found = await recent(alice.other)
    assert isinstance(found, types.account.EmojiStatuses)
    assert list(found.statuses) == [
        types.EmojiStatus(document_id=first),
        types.EmojiStatus(document_id=second),
    ]
    assert await recent(alice, found.hash) == types.account.EmojiStatusesNotModified()
    assert len(alice.other.saw(types.UpdateRecentEmojiStatuses)) == 3
    assert await alice.call(functions.account.ClearRecentEmojiStatuses()) is True
    assert await recent(alice) == types.account.EmojiStatuses(hash=0, statuses=[])
    assert len(alice.other.saw(types.UpdateRecentEmojiStatuses)) == 4
    await world.check(alice)
