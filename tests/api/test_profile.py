from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def full(person: Person, whom: Person) -> types.UserFull:
    answer = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    assert isinstance(answer.full_user, types.UserFull)
    return answer.full_user


async def test_names_are_cleaned_kept_and_told(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(alice), first_name="Sister", last_name="", phone=""
        )
    )
    answer = await alice.call(
        functions.account.UpdateProfile(first_name="  آلیس\u202e ", about="a line\nor two")
    )
    assert isinstance(answer, types.User)
    assert answer.first_name == "آلیس"
    (told,) = alice.other.saw(types.UpdateUserName)
    assert isinstance(told, types.UpdateUserName)
    assert told.first_name == "آلیس"
    assert bob.saw(types.UpdateUser) == [types.UpdateUser(user_id=alice.id)]
    assert (await full(bob, alice)).about


async def test_what_is_not_given_stays(world: World) -> None:
    alice = await world.user("Alice")
    await alice.call(functions.account.UpdateProfile(last_name="Liddell"))
    answer = await alice.call(functions.account.UpdateProfile(about="curious"))
    assert isinstance(answer, types.User)
    assert (answer.first_name, answer.last_name) == ("Alice", "Liddell")
    with pytest.raises(RpcError, match="FIRSTNAME_INVALID"):
        await alice.call(functions.account.UpdateProfile(first_name=" \u200f "))
    with pytest.raises(RpcError, match="ABOUT_TOO_LONG"):
        await alice.call(functions.account.UpdateProfile(about="x" * 500))


async def test_a_public_name_belongs_to_one_account(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    answer = await alice.call(functions.account.UpdateUsername(username="wonder_land"))
    assert isinstance(answer, types.User)
    assert answer.username == "wonder_land"
    assert await bob.call(functions.account.CheckUsername(username="Wonder_Land")) is False
    with pytest.raises(RpcError, match="USERNAME_OCCUPIED"):
        await bob.call(functions.account.UpdateUsername(username="Wonder_Land"))
    with pytest.raises(RpcError, match="USERNAME_NOT_MODIFIED"):
        await alice.call(functions.account.UpdateUsername(username="wonder_land"))
    recased = await alice.call(functions.account.UpdateUsername(username="Wonder_Land"))
    assert isinstance(recased, types.User)
    assert recased.username == "Wonder_Land"
    await alice.call(functions.account.UpdateUsername(username=""))
    assert await bob.call(functions.account.CheckUsername(username="wonder_land")) is True
    await bob.call(functions.account.UpdateUsername(username="wonder_land"))


@pytest.mark.parametrize("name", ["abc", "1abcdef", "has space", "x" * 40, "admin"])
async def test_what_is_no_public_name_is_refused(world: World, name: str) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="USERNAME_INVALID"):
        await alice.call(functions.account.UpdateUsername(username=name))


async def test_a_birthday_is_a_day_that_exists(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    with pytest.raises(RpcError, match="BIRTHDAY_INVALID"):
        await alice.call(functions.account.UpdateBirthday(birthday=types.Birthday(day=30, month=2)))
    born = types.Birthday(day=21, month=3, year=1990)
    await alice.call(functions.account.UpdateBirthday(birthday=born))
    assert (await full(alice, alice)).birthday == born
    assert (await full(bob, alice)).birthday is None
    await alice.call(functions.account.UpdateBirthday())
    assert (await full(alice, alice)).birthday is None


async def test_a_wrong_access_hash_leads_to_nobody(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    stranger = types.InputUser(user_id=bob.id, access_hash=1)
    with pytest.raises(RpcError, match="USER_ID_INVALID"):
        await alice.call(functions.users.GetFullUser(id=stranger))
    answer = await alice.call(functions.users.GetUsers(id=[stranger, alice.user(bob)]))
    assert isinstance(answer, list)
    assert isinstance(answer[0], types.UserEmpty)
    assert answer[1].id == bob.id


async def test_the_account_s_lifetime_is_within_bounds(world: World) -> None:
    alice = await world.user("Alice")
    await alice.call(functions.account.SetAccountTTL(ttl=types.AccountDaysTTL(days=90)))
    assert await alice.call(functions.account.GetAccountTTL()) == types.AccountDaysTTL(days=90)
    with pytest.raises(RpcError, match="TTL_DAYS_INVALID"):
        await alice.call(functions.account.SetAccountTTL(ttl=types.AccountDaysTTL(days=1)))
