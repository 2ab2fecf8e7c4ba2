from __future__ import annotations

import re

import pytest

from hodhod.actions.people.deletion import delete_silent
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import SERVICE_USER, BoxId, PeerId
from hodhod.tl import functions, types
from tests.api.device import Device, phone_of, prove, set_password
from tests.api.story import active, post
from tests.api.world import Person, World

PASSWORD = "a better secret"
DAY_S = 86_400
WEEK_S = 7 * DAY_S


async def seen(person: Person, whom: Person) -> types.User:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    (user,) = answer
    assert isinstance(user, types.User)
    return user


async def service_texts(person: Person) -> list[str]:
    found = await person.world.history(person, PeerId(SERVICE_USER))
    return [one.message for one in found if isinstance(one, types.Message)]


async def test_an_account_goes_with_its_data_and_its_messages_keep_a_sender(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    phone = await phone_of(world, alice.id)
    await alice.call(functions.account.UpdateUsername(username="alice_goes"))
    await alice.say(bob, "farewell")
    await bob.call(
        functions.contacts.ImportContacts(
            contacts=[
                types.InputPhoneContact(
                    client_id=1, phone=f"+{phone}", first_name="Ali", last_name=""
                )
            ]
        )
    )
    assert (await seen(bob, alice)).contact
    assert await alice.call(functions.account.DeleteAccount(reason="")) is True

    ghost = await seen(bob, alice)
    assert ghost.deleted
    assert (ghost.first_name, ghost.phone, ghost.username, ghost.status) == (None,) * 4
    assert bob.saw(types.UpdateUser)
    (kept,) = await world.history(bob, alice.peer_id)
    assert isinstance(kept, types.Message)
    assert kept.message == "farewell"
    with pytest.raises(RpcError, match="INPUT_USER_DEACTIVATED"):
        await bob.say(alice, "are you there?")
    with pytest.raises(RpcError, match="USERNAME_NOT_OCCUPIED"):
        await bob.call(functions.contacts.ResolveUsername(username="alice_goes"))

    store = world.app.store
    assert await store.authorizations.of_user(alice.id) == []
    assert await store.dialogs.page(BoxId(alice.id)) == []
    assert await store.contacts.of_user(alice.id) == []
    saved = await bob.call(functions.contacts.GetSaved())
    assert isinstance(saved, list)
    assert [(one.phone, one.first_name) for one in saved] == [(phone, "Ali")]


async def test_a_number_is_free_again_and_its_new_owner_is_somebody_else(world: World) -> None:
    alice = await world.user("Alice")
    phone = await phone_of(world, alice.id)
    await alice.call(functions.account.DeleteAccount(reason=""))
    device = Device(world)
    user = await device.sign_up(phone, "Alicia")
    assert user.id != alice.id


async def test_a_password_is_asked_for(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    wrong = await prove(alice, "a guess")
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await alice.call(functions.account.DeleteAccount(reason="", password=wrong))
    right = await prove(alice, PASSWORD)
    assert await alice.call(functions.account.DeleteAccount(reason="", password=right)) is True
    account = await world.app.store.users.get(alice.id)
    assert account is not None
    assert account.deleted


async def owing(world: World, person: Person) -> Device:
    device = Device(world)
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await device.enter(await phone_of(world, person.id))
    return device


async def test_whoever_forgot_the_password_waits_a_week(world: World) -> None:
    alice = await world.user("Alice")
    phone = await phone_of(world, alice.id)
    await set_password(alice, PASSWORD)
    device = await owing(world, alice)
    ask = functions.account.DeleteAccount(reason="forgot it")
    with pytest.raises(RpcError, match=f"2FA_CONFIRM_WAIT_{WEEK_S}"):
        await device.call(ask)
    world.wait(WEEK_S - 10)
    with pytest.raises(RpcError, match="2FA_CONFIRM_WAIT_10"):
        await device.call(ask)
    world.wait(10)
    assert await device.call(ask) is True
    assert (await device.caller()).password_pending is None
    answer = await device.enter(phone)
    assert isinstance(answer, types.auth.AuthorizationSignUpRequired)


async def test_the_owner_stops_a_deletion_from_its_link(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await set_password(alice, PASSWORD)
    device = await owing(world, alice)
    with pytest.raises(RpcError, match="2FA_CONFIRM_WAIT"):
        await device.call(functions.account.DeleteAccount(reason=""))
    (named,) = {
        found[1]
        for text in await service_texts(alice)
        if (found := re.search(r"hash=([0-9a-f]+)", text))
    }
    start = functions.account.SendConfirmPhoneCode(hash=named, settings=types.CodeSettings())
    with pytest.raises(RpcError, match="HASH_INVALID"):
        await bob.call(start)
    sent = await alice.call(start)
    assert isinstance(sent, types.auth.SentCode)
    code = world.codes[-1][-5:]
    with pytest.raises(RpcError, match="PHONE_CODE_INVALID"):
        await alice.call(
            functions.account.ConfirmPhone(
                phone_code_hash=sent.phone_code_hash, phone_code=f"{(int(code) + 1) % 100_000:05}"
            )
        )
    assert await alice.call(
        functions.account.ConfirmPhone(phone_code_hash=sent.phone_code_hash, phone_code=code)
    )
    world.wait(2 * WEEK_S)
    assert await delete_silent(world.app) == 0
    with pytest.raises(RpcError, match="HASH_INVALID"):
        await alice.call(start)


async def test_what_nobody_stopped_happens_after_the_week(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    device = await owing(world, alice)
    with pytest.raises(RpcError, match="2FA_CONFIRM_WAIT"):
        await device.call(functions.account.DeleteAccount(reason=""))
    world.wait(WEEK_S + 1)
    assert await delete_silent(world.app) == 1
    account = await world.app.store.users.get(alice.id)
    assert account is not None
    assert account.deleted


async def test_an_account_goes_after_as_many_silent_days_as_its_owner_said(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for person, days in ((alice, 30), (bob, 60)):
        await person.call(functions.account.SetAccountTTL(ttl=types.AccountDaysTTL(days=days)))
    logins = world.app.store.authorizations
    world.wait(29 * DAY_S)
    await logins.touch([(alice.caller.auth_key_id, world.app.now)])
    await alice.call(functions.auth.LogOut())
    world.wait(29 * DAY_S)
    await delete_silent(world.app)
    assert await gone(world, alice, bob) == [False, False]
    world.wait(2 * DAY_S)
    await delete_silent(world.app)
    assert await gone(world, alice, bob) == [True, False]


async def gone(world: World, *people: Person) -> list[bool]:
    accounts = [await world.app.store.users.get(one.id) for one in people]
    return [account is not None and account.deleted for account in accounts]


async def test_nobody_deletes_before_a_code(world: World) -> None:
    with pytest.raises(RpcError, match="AUTH_KEY_UNREGISTERED"):
        await Device(world).call(functions.account.DeleteAccount(reason=""))


async def test_an_account_goes_with_its_stories(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await post(alice, pinned=True)
    assert (await seen(bob, alice)).stories_max_id is not None
    await alice.call(functions.account.DeleteAccount(reason=""))
    assert await active(bob, alice) == []
    page = await bob.call(
        functions.stories.GetPinnedStories(peer=bob.peer(alice), offset_id=0, limit=9)
    )
    assert isinstance(page, types.stories.Stories)
    assert page.count == 0
    assert (await seen(bob, alice)).stories_max_id is None


async def test_whoever_is_gone_is_in_no_group_any_more(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.group(bob, "Family", alice)
    channel = await world.channel(bob, "Team", alice)
    assert len(await world.app.store.chats.of_user(alice.id)) == 2
    await alice.call(functions.account.DeleteAccount(reason=""))
    assert await world.app.store.chats.of_user(alice.id) == []
    for room in (group, channel):
        seen_chat = await world.app.store.chats.seen_by(alice.id, room.peer_id)
        assert seen_chat is None or seen_chat.member is None or not seen_chat.member.joined
    full = await bob.call(functions.messages.GetFullChat(chat_id=-group.peer_id))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChatFull)
    members = full.full_chat.participants
    assert isinstance(members, types.ChatParticipants)
    assert [one.user_id for one in members.participants] == [bob.id]
