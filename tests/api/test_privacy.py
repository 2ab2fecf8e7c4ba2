from __future__ import annotations

import pytest

from hodhod.tl import functions, types
from tests.api.device import phone_of
from tests.api.world import Person, World

NOBODY = [types.InputPrivacyValueDisallowAll()]
EVERYBODY = [types.InputPrivacyValueAllowAll()]


async def set_rules(
    person: Person,
    key: types.TypeInputPrivacyKey,
    *rules: types.TypeInputPrivacyRule,
) -> types.account.PrivacyRules:
    answer = await person.call(functions.account.SetPrivacy(key=key, rules=list(rules)))
    assert isinstance(answer, types.account.PrivacyRules)
    return answer


async def seen(person: Person, whom: Person) -> types.User:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    (user,) = answer
    assert isinstance(user, types.User)
    return user


async def be_here(person: Person) -> None:
    await person.call(functions.account.UpdateStatus(offline=False))


async def test_last_seen_is_exact_for_those_who_may_know(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await be_here(alice)
    await set_rules(
        alice,
        types.InputPrivacyKeyStatusTimestamp(),
        types.InputPrivacyValueAllowUsers(users=[alice.user(bob)]),
        *NOBODY,
    )
    assert isinstance((await seen(bob, alice)).status, types.UserStatusOnline)
    assert isinstance((await seen(carol, alice)).status, types.UserStatusRecently)
    assert isinstance((await seen(alice, alice)).status, types.UserStatusOnline)


async def test_presence_is_pushed_to_those_who_may_know(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.say(alice, "hi")
    await carol.say(alice, "hi")
    await set_rules(
        alice,
        types.InputPrivacyKeyStatusTimestamp(),
        types.InputPrivacyValueDisallowUsers(users=[alice.user(carol)]),
        *EVERYBODY,
    )
    await be_here(alice)
    assert bob.saw(types.UpdateUserStatus)
    assert not carol.saw(types.UpdateUserStatus)


async def test_a_number_is_shown_as_its_owner_wants(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    phone = await phone_of(world, alice.id)
    assert (await seen(alice, alice)).phone == phone
    assert (await seen(bob, alice)).phone is None
    await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), *EVERYBODY)
    assert (await seen(bob, alice)).phone == phone
    await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), *NOBODY)
    assert (await seen(bob, alice)).phone is None


async def test_contacts_of_the_owner_see_the_number_by_default(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(
        functions.contacts.AddContact(id=alice.user(bob), first_name="Bob", last_name="", phone="")
    )
    assert (await seen(bob, alice)).phone == await phone_of(world, alice.id)


async def test_about_is_shown_as_its_owner_wants(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(functions.account.UpdateProfile(about="curious"))
    await set_rules(alice, types.InputPrivacyKeyAbout(), *NOBODY)
    answer = await bob.call(functions.users.GetFullUser(id=bob.user(alice)))
    assert isinstance(answer, types.users.UserFull)
    assert answer.full_user.about is None


async def test_rules_are_read_back_and_told_to_other_devices(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    key = types.InputPrivacyKeyChatInvite()
    given = await set_rules(
        alice, key, types.InputPrivacyValueDisallowUsers(users=[alice.user(bob)]), *EVERYBODY
    )
    assert list(given.rules) == [
        types.PrivacyValueDisallowUsers(users=(bob.id,)),
        types.PrivacyValueAllowAll(),
    ]
    assert [user.id for user in given.users] == [bob.id]
    read = await alice.call(functions.account.GetPrivacy(key=key))
    assert isinstance(read, types.account.PrivacyRules)
    assert len(read.rules) == 2
    assert read.users == given.users
    (told,) = alice.other.saw(types.UpdatePrivacy)
    assert isinstance(told, types.UpdatePrivacy)
    assert told.key == types.PrivacyKeyChatInvite()


@pytest.mark.parametrize("silent", [True, False])
async def test_global_settings_are_kept(world: World, *, silent: bool) -> None:
    alice = await world.user("Alice")
    settings = types.GlobalPrivacySettings(archive_and_mute_new_noncontact_peers=silent)
    await alice.call(functions.account.SetGlobalPrivacySettings(settings=settings))
    assert await alice.call(functions.account.GetGlobalPrivacySettings()) == settings
