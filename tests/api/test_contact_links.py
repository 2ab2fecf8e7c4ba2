from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.device import phone_of
from tests.api.world import Person, World


async def add(person: Person, whom: Person, **more: object) -> object:
    request = functions.contacts.AddContact(
        id=person.user(whom),
        first_name="Somebody",
        last_name="",
        phone="",
        **more,  # type: ignore[arg-type]
    )
    return await person.call(request)


async def link_to(person: Person) -> types.ExportedContactToken:
    answer = await person.call(functions.contacts.ExportContactToken())
    assert isinstance(answer, types.ExportedContactToken)
    return answer


async def test_a_link_leads_to_whoever_made_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    link = await link_to(alice)
    assert link.expires > world.app.now
    token = link.url.rpartition("/")[2]
    user = await bob.call(functions.contacts.ImportContactToken(token=token))
    assert isinstance(user, types.User)
    assert (user.id, user.first_name, user.phone) == (alice.id, "Alice", None)


async def test_a_link_that_was_changed_or_is_old_leads_nowhere(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    link = await link_to(alice)
    token = link.url.rpartition("/")[2]
    for wrong in ("", "!", token[:-3] + "AAA", token[4:], "é" * 40, "A" * 10_000):
        with pytest.raises(RpcError, match="IMPORT_TOKEN_INVALID"):
            await bob.call(functions.contacts.ImportContactToken(token=wrong))
    world.wait(link.expires - world.app.now + 1)
    with pytest.raises(RpcError, match="IMPORT_TOKEN_INVALID"):
        await bob.call(functions.contacts.ImportContactToken(token=token))


async def full(person: Person, whom: Person) -> types.UserFull:
    answer = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    assert isinstance(answer.full_user, types.UserFull)
    return answer.full_user


async def test_a_note_about_a_contact_is_for_its_writer(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    note = types.TextWithEntities(text="met in Shiraz", entities=())
    ask = functions.contacts.UpdateContactNote(id=alice.user(bob), note=note)
    with pytest.raises(RpcError, match="CONTACT_MISSING"):
        await alice.call(ask)
    await add(alice, bob)
    await add(bob, alice)
    await alice.call(ask)
    assert (await full(alice, bob)).note == note
    assert (await full(bob, alice)).note is None
    assert alice.other.saw(types.UpdateUser)
    long = types.TextWithEntities(text="a" * 129, entities=())
    with pytest.raises(RpcError, match="MESSAGE_TOO_LONG"):
        await alice.call(functions.contacts.UpdateContactNote(id=alice.user(bob), note=long))
    nothing = types.TextWithEntities(text="", entities=())
    await alice.call(functions.contacts.UpdateContactNote(id=alice.user(bob), note=nothing))
    assert (await full(alice, bob)).note is None


async def test_a_note_comes_with_a_new_contact(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    note = types.TextWithEntities(text="the plumber", entities=())
    await add(alice, bob, note=note)
    assert (await full(alice, bob)).note == note


async def test_a_new_contact_may_be_shown_one_s_number(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    key = types.InputPrivacyKeyPhoneNumber()
    await alice.call(
        functions.account.SetPrivacy(key=key, rules=[types.InputPrivacyValueDisallowAll()])
    )
    await add(alice, bob, add_phone_privacy_exception=True)
    (user,) = await seen(bob, alice)
    assert user.phone == await phone_of(world, alice.id)
    rules = await alice.call(functions.account.GetPrivacy(key=key))
    assert isinstance(rules, types.account.PrivacyRules)
    assert list(rules.rules) == [
        types.PrivacyValueAllowUsers(users=(bob.id,)),
        types.PrivacyValueDisallowAll(),
    ]


async def seen(person: Person, whom: Person) -> list[types.User]:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    return answer


async def test_close_friends_are_shown_as_such_on_every_device(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob)
    await alice.call(functions.contacts.EditCloseFriends(id=[bob.id]))
    assert [user.close_friend for user in await seen(alice, bob)] == [True]
    assert alice.other.saw(types.UpdateUser) == [types.UpdateUser(user_id=bob.id)]
    await alice.call(functions.contacts.EditCloseFriends(id=[]))
    assert [user.close_friend for user in await seen(alice, bob)] == [False]


async def test_colours_of_a_name_and_a_profile_are_shown(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    name, profile = types.PeerColor(color=5), types.PeerColor(color=7, background_emoji_id=9)
    await alice.call(functions.account.UpdateColor(color=name))
    await alice.call(functions.account.UpdateColor(for_profile=True, color=profile))
    (user,) = await seen(bob, alice)
    assert (user.color, user.profile_color) == (name, profile)
    with pytest.raises(RpcError, match="COLOR_INVALID"):
        await alice.call(functions.account.UpdateColor(color=types.PeerColor(color=99)))
    await alice.call(functions.account.UpdateColor())
    (user,) = await seen(bob, alice)
    assert (user.color, user.profile_color) == (None, profile)


async def test_the_only_public_name_is_shown_and_stays_where_it_is(world: World) -> None:
    alice = await world.user("Alice")
    await alice.call(functions.account.UpdateUsername(username="alice_in_town"))
    order = functions.account.ReorderUsernames
    show = functions.account.ToggleUsername
    for request, error in (
        (order(order=["Alice_in_town"]), "USERNAME_NOT_MODIFIED"),
        (order(order=["somebody_else"]), "ORDER_INVALID"),
        (show(username="alice_in_town", active=True), "USERNAME_NOT_MODIFIED"),
        (show(username="alice_in_town", active=False), "USERNAME_INVALID"),
        (show(username="somebody_else", active=True), "USERNAME_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(request)
