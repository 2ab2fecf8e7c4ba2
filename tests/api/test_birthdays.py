from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def be_born(person: Person, day: int, month: int, year: int | None = None) -> None:
    birthday = types.Birthday(day=day, month=month, year=year)
    await person.call(functions.account.UpdateBirthday(birthday=birthday))


async def befriend(person: Person, whom: Person) -> None:
    await person.call(
        functions.contacts.AddContact(id=person.user(whom), first_name="A", last_name="", phone="")
    )


async def birthdays(person: Person) -> set[int]:
    answer = await person.call(functions.contacts.GetBirthdays())
    assert isinstance(answer, types.contacts.ContactBirthdays)
    found = {one.contact_id for one in answer.contacts}
    assert {user.id for user in answer.users} == found
    return found


async def test_contacts_have_their_birthday_about_now_if_they_let_it_be_seen(world: World) -> None:
    alice = await world.user("Alice")
    today = datetime.fromtimestamp(world.app.now, UTC).date()
    friends = []
    for shift in (-2, -1, 0, 1, 2):
        friend, day = await world.user(f"Born {shift}"), today + timedelta(days=shift)
        await be_born(friend, day.day, day.month, 1990)
        await befriend(alice, friend)
        await befriend(friend, alice)
        friends.append(friend)
    shy = await world.user("Shy")
    await be_born(shy, today.day, today.month)
    await befriend(alice, shy)
    assert await birthdays(alice) == {one.id for one in friends[1:4]}


@pytest.mark.parametrize(("day", "month", "year"), [(30, 2, None), (1, 13, None), (1, 1, 3000)])
async def test_days_that_are_not_are_refused(
    world: World, day: int, month: int, year: int | None
) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="BIRTHDAY_INVALID"):
        await be_born(alice, day, month, year)


async def test_a_birthday_is_told_to_those_who_are_here(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await befriend(bob, alice)
    await be_born(alice, 21, 3)
    assert alice.other.saw(types.UpdateUser)
    assert bob.saw(types.UpdateUser)


async def test_a_birthday_is_proposed_in_a_message(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    birthday = types.Birthday(day=21, month=3)
    await alice.call(functions.users.SuggestBirthday(id=alice.user(bob), birthday=birthday))
    (message,) = await world.history(bob, alice.peer_id)
    assert isinstance(message, types.MessageService)
    assert message.action == types.MessageActionSuggestBirthday(birthday=birthday)
    await world.check(alice, bob)
    with pytest.raises(RpcError, match="BIRTHDAY_INVALID"):
        await alice.call(
            functions.users.SuggestBirthday(
                id=alice.user(bob), birthday=types.Birthday(day=31, month=4)
            )
        )
    await be_born(bob, 21, 3)
    await befriend(bob, alice)
    with pytest.raises(RpcError, match="BIRTHDAY_ALREADY"):
        await alice.call(functions.users.SuggestBirthday(id=alice.user(bob), birthday=birthday))
