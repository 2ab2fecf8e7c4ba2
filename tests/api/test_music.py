from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types
from tests.api.stickers import named
from tests.api.upload import document
from tests.api.world import Person, World


async def piece(person: Person, title: str, *, voice: bool = False) -> types.Document:
    attribute = types.DocumentAttributeAudio(duration=200, title=title, voice=voice)
    return await document(person, title.encode(), "audio/mpeg", (attribute,))


async def save(person: Person, one: types.Document, after: types.Document | None = None) -> None:
    request = functions.account.SaveMusic(
        id=named(one), after_id=None if after is None else named(after)
    )
    assert await person.call(request) is True


async def shown(viewer: Person, whom: Person, *, limit: int = 50) -> list[int]:
    answer = await viewer.call(
        functions.users.GetSavedMusic(id=viewer.user(whom), offset=0, limit=limit, hash=0)
    )
    assert isinstance(answer, types.users.SavedMusic)
    return [one.id for one in answer.documents]


async def first(viewer: Person, whom: Person) -> types.TypeDocument | None:
    answer = await viewer.call(functions.users.GetFullUser(id=viewer.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    return answer.full_user.saved_music


async def test_pieces_stand_on_a_profile_in_their_owners_order(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    assert await first(bob, alice) is None
    one, two, three, four = [await piece(alice, title) for title in ("a", "b", "c", "d")]
    for saved in (one, two, three):
        await save(alice, saved)
    assert await shown(bob, alice) == [three.id, two.id, one.id]
    await save(alice, four, after=two)
    assert await shown(bob, alice) == [three.id, two.id, four.id, one.id]
    await save(alice, three, after=one)
    assert await shown(bob, alice) == [two.id, four.id, one.id, three.id]
    assert await first(bob, alice) == two
    assert await shown(bob, alice, limit=1) == [two.id]

    await alice.call(functions.account.SaveMusic(unsave=True, id=named(two)))
    assert await shown(bob, alice) == [four.id, one.id, three.id]
    assert len(alice.other.saw(types.UpdateUser)) == 6
    await world.check(alice)


async def test_who_has_the_list_is_told_so(world: World) -> None:
    alice = await world.user("Alice")
    one = await piece(alice, "a")
    await save(alice, one)
    ids = await alice.call(functions.account.GetSavedMusicIds(hash=0))
    assert ids == types.account.SavedMusicIds(ids=[one.id])
    known = result_hash([one.id])
    assert (
        await alice.call(functions.account.GetSavedMusicIds(hash=known))
        == types.account.SavedMusicIdsNotModified()
    )
    page = functions.users.GetSavedMusic(id=types.InputUserSelf(), offset=0, limit=9, hash=known)
    assert await alice.call(page) == types.users.SavedMusicNotModified(count=1)


async def test_pieces_are_found_again_by_id_while_they_are_there(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one, other = await piece(alice, "a"), await piece(alice, "b")
    await save(alice, one)
    answer = await bob.call(
        functions.users.GetSavedMusicByID(id=bob.user(alice), documents=[named(other), named(one)])
    )
    assert answer == types.users.SavedMusic(count=1, documents=[one])


async def test_rules_decide_who_may_listen(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await save(alice, await piece(alice, "a"))
    await alice.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeySavedMusic(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    assert await shown(bob, alice) == []
    assert await first(bob, alice) is None
    assert len(await shown(alice, alice)) == 1
    assert await first(alice, alice) is not None


async def test_only_music_stands_on_a_profile(world: World) -> None:
    alice = await world.user("Alice")
    voice = await piece(alice, "a", voice=True)
    text = await document(alice, b"text", "text/plain")
    there, absent = await piece(alice, "b"), await piece(alice, "c")
    for wrong in (voice, text):
        with pytest.raises(RpcError, match="DOCUMENT_INVALID"):
            await save(alice, wrong)
    with pytest.raises(RpcError, match="DOCUMENT_INVALID"):
        await save(alice, there, after=absent)
    assert await shown(alice, alice) == []
