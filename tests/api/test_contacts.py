from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.policy import Policy
from hodhod.domain.result_hash import result_hash
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.device import Device, new_phone, phone_of
from tests.api.world import Person, World, open_world


def entry(phone: str, name: str = "Somebody", client_id: int = 1) -> types.InputPhoneContact:
    return types.InputPhoneContact(
        client_id=client_id, phone="+" + phone, first_name=name, last_name=""
    )


async def import_(
    person: Person, *book: types.InputPhoneContact
) -> types.contacts.ImportedContacts:
    answer = await person.call(functions.contacts.ImportContacts(contacts=list(book)))
    assert isinstance(answer, types.contacts.ImportedContacts)
    return answer


async def add(person: Person, whom: Person, name: str = "Somebody") -> object:
    return await person.call(
        functions.contacts.AddContact(id=person.user(whom), first_name=name, last_name="", phone="")
    )


async def contacts(person: Person) -> types.contacts.Contacts:
    answer = await person.call(functions.contacts.GetContacts(hash=0))
    assert isinstance(answer, types.contacts.Contacts)
    return answer


async def seen(person: Person, whom: Person) -> types.User:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    (user,) = answer
    assert isinstance(user, types.User)
    return user


async def hide_number(person: Person) -> None:
    await person.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyAddedByPhone(),
            rules=[types.InputPrivacyValueDisallowAll()],
        )
    )


async def test_a_number_with_an_account_becomes_a_contact(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    phone = await phone_of(world, bob.id)
    imported = await import_(alice, entry(phone, "Bobby", 7))
    assert [(one.user_id, one.client_id) for one in imported.imported] == [(bob.id, 7)]
    bob_seen = await seen(alice, bob)
    assert (bob_seen.first_name, bob_seen.contact, bob_seen.phone) == ("Bobby", True, phone)
    assert [one.user_id for one in (await contacts(alice)).contacts] == [bob.id]
    assert alice.other.saw(types.UpdatePeerSettings)


async def test_contacts_are_mutual_when_each_has_the_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob)
    assert (await contacts(alice)).contacts[0].mutual is False
    await add(bob, alice)
    assert (await contacts(alice)).contacts[0].mutual is True
    assert (await seen(alice, bob)).mutual_contact


async def test_contacts_that_did_not_change_are_not_sent_again(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob)
    await import_(alice, entry(new_phone()))
    listed = await contacts(alice)
    known = result_hash([listed.saved_count, bob.id])
    answer = await alice.call(functions.contacts.GetContacts(hash=known))
    assert answer == types.contacts.ContactsNotModified()


async def test_whoever_hides_from_their_number_is_absent(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await hide_number(bob)
    phone = await phone_of(world, bob.id)
    imported = await import_(alice, entry(phone))
    absent = await import_(alice, entry(new_phone()))
    assert (imported.imported, imported.users) == (absent.imported, absent.users)
    assert not (await contacts(alice)).contacts
    for number in (phone, new_phone()):
        with pytest.raises(RpcError, match="PHONE_NOT_OCCUPIED"):
            await alice.call(functions.contacts.ResolvePhone(phone=number))


async def test_new_numbers_are_taken_so_many_a_day(store: Store) -> None:
    async with open_world(store, Policy(new_contacts_per_day=2)) as world:
        alice = await world.user("Alice")
        book = [entry(new_phone(), client_id=n) for n in range(3)]
        assert list((await import_(alice, *book)).retry_contacts) == [2]
        assert not (await import_(alice, *book[:2])).retry_contacts, "they are known by now"
        with pytest.raises(RpcError, match="FLOOD_WAIT"):
            await import_(alice, entry(new_phone()))
        world.wait(86_401)
        assert not (await import_(alice, *book)).retry_contacts


async def test_an_import_and_a_contact_list_have_a_size(store: Store) -> None:
    async with open_world(store, Policy(contacts_per_user=1)) as world:
        alice, bob = await world.user("Alice"), await world.user("Bob")
        carol = await world.user("Carol")
        both = [entry(await phone_of(world, one.id)) for one in (bob, carol)]
        with pytest.raises(RpcError, match="CONTACTS_TOO_MUCH"):
            await import_(alice, *both)
        with pytest.raises(RpcError, match="LIMIT_INVALID"):
            await import_(alice, *[entry("98") for _ in range(1001)])
        await add(alice, bob)
        await add(alice, bob, "again")
        with pytest.raises(RpcError, match="CONTACTS_TOO_MUCH"):
            await add(alice, carol)


async def test_a_contact_is_added_without_a_number_and_deleted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    answer = await add(alice, bob, "Bobby")
    assert isinstance(answer, types.Updates)
    (user,) = (one for one in answer.users if one.id == bob.id)
    assert isinstance(user, types.User)
    assert (user.first_name, user.contact, user.phone) == ("Bobby", True, None)
    await alice.call(functions.contacts.DeleteContacts(id=[alice.user(bob)]))
    user = await seen(alice, bob)
    assert (user.first_name, user.contact) == ("Bob", False)


async def test_a_contact_needs_a_name_and_is_somebody_else(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    with pytest.raises(RpcError, match="CONTACT_NAME_EMPTY"):
        await add(alice, bob, " ")
    with pytest.raises(RpcError, match="CONTACT_ID_INVALID"):
        await add(alice, alice)


async def test_deleting_by_number_tells_nothing_of_whose_it_is(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob)
    phone = await phone_of(world, bob.id)
    assert await alice.call(functions.contacts.DeleteByPhones(phones=[phone])) is True
    assert (await seen(alice, bob)).contact, "the number was not theirs to know"
    await import_(alice, entry(phone))
    await alice.call(functions.contacts.DeleteByPhones(phones=[phone]))
    assert not (await seen(alice, bob)).contact


async def test_somebody_new_becomes_a_contact_of_those_who_have_the_number(world: World) -> None:
    alice, phone = await world.user("Alice"), new_phone()
    await import_(alice, entry(phone, "Dara"))
    assert len(list(await alice.call(functions.contacts.GetSaved()))) == 1  # type: ignore[call-overload]
    user = await Device(world).sign_up(phone, "Dariush")
    (told,) = alice.saw(types.UpdateNewMessage)
    assert isinstance(told, types.UpdateNewMessage)
    assert isinstance(told.message, types.MessageService)
    assert told.message.action == types.MessageActionContactSignUp()
    assert told.message.from_id in (None, types.PeerUser(user_id=user.id))
    listed = await contacts(alice)
    assert [one.user_id for one in listed.contacts] == [user.id]
    assert listed.saved_count == 0
    await world.check(alice)


async def test_somebody_new_may_come_quietly(world: World) -> None:
    alice, phone = await world.user("Alice"), new_phone()
    await import_(alice, entry(phone, "Dara"))
    await Device(world).sign_up(phone, "Dariush", quiet=True)
    assert not alice.saw(types.UpdateNewMessage)
    assert (await contacts(alice)).contacts


async def test_saved_numbers_are_forgotten(world: World) -> None:
    alice, phone = await world.user("Alice"), new_phone()
    await import_(alice, entry(phone))
    await alice.call(functions.contacts.ResetSaved())
    assert await alice.call(functions.contacts.GetSaved()) == []


async def test_somebody_is_found_by_number(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    phone = await phone_of(world, bob.id)
    answer = await alice.call(functions.contacts.ResolvePhone(phone=phone))
    assert isinstance(answer, types.contacts.ResolvedPeer)
    assert answer.peer == types.PeerUser(user_id=bob.id)


async def test_somebody_is_found_by_public_name_in_any_case(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(functions.account.UpdateUsername(username="Builder_Bob"))
    answer = await alice.call(functions.contacts.ResolveUsername(username="builder_BOB"))
    assert isinstance(answer, types.contacts.ResolvedPeer)
    assert answer.peer == types.PeerUser(user_id=bob.id)
    with pytest.raises(RpcError, match="USERNAME_NOT_OCCUPIED"):
        await alice.call(functions.contacts.ResolveUsername(username="nobody_here"))
    found = await alice.call(functions.contacts.Search(q="@builder", limit=10))
    assert isinstance(found, types.contacts.Found)
    assert types.PeerUser(user_id=bob.id) in list(found.results)


async def test_contacts_are_searched_by_the_names_they_were_given(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob, "کریم یزدی")
    found = await alice.call(functions.contacts.Search(q="يزد", limit=10))
    assert isinstance(found, types.contacts.Found)
    assert list(found.my_results) == [types.PeerUser(user_id=bob.id)]
