from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import Person, World


async def suggested(person: Person) -> list[types.DialogFilterSuggested]:
    answer = await person.call(functions.messages.GetSuggestedDialogFilters())
    assert isinstance(answer, list)
    return answer


async def make(person: Person, folder: types.TypeDialogFilter, folder_id: int) -> None:
    await person.call(functions.messages.UpdateDialogFilter(id=folder_id, filter=folder))


async def test_folders_are_offered_until_one_has_them(world: World) -> None:
    alice = await world.user("Alice")
    unread, personal = await suggested(alice)
    assert isinstance(unread.filter, types.DialogFilter)
    assert isinstance(personal.filter, types.DialogFilter)
    assert unread.filter.exclude_read
    assert (unread.filter.id, personal.filter.id) == (2, 3)
    # Each device is in Persian.
    assert personal.filter.title.text == "شخصی"
    assert unread.description

    await make(alice, unread.filter, unread.filter.id)
    (left,) = await suggested(alice)
    assert isinstance(left.filter, types.DialogFilter)
    assert left.filter.title == personal.filter.title
    assert left.filter.id == 3
    await make(alice, left.filter, 9)
    assert await suggested(alice) == []

    await alice.call(functions.messages.UpdateDialogFilter(id=9))
    assert len(await suggested(alice)) == 1
    await world.check(alice)


async def test_who_has_all_the_folders_one_may_have_is_offered_none(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for folder_id in range(2, 31):
        folder = types.DialogFilter(
            id=folder_id,
            title=types.TextWithEntities(text="Bob", entities=[]),
            pinned_peers=[],
            include_peers=[alice.peer(bob)],
            exclude_peers=[],
        )
        await make(alice, folder, folder_id)
    assert await suggested(alice) == []
