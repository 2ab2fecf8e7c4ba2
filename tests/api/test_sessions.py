from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.actions.auth.sessions import end_unused
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import SERVICE_USER, PeerId
from hodhod.domain.policy import Policy
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.device import Asker, Device, phone_of
from tests.api.world import Person, World, open_world


async def logins(asker: Asker) -> list[types.Authorization]:
    answer = await asker.call(functions.account.GetAuthorizations())
    assert isinstance(answer, types.account.Authorizations)
    return list(answer.authorizations)


async def logged_in(world: World, person: Person) -> Device:
    device = Device(world)
    await device.introduce()
    await device.enter(await phone_of(world, person.id))
    return device


async def test_logins_are_listed_with_the_present_one_marked(world: World) -> None:
    alice = await world.user("Alice")
    device = await logged_in(world, alice)
    listed = await logins(device)
    (current,) = (one for one in listed if one.current)
    assert (current.hash, current.device_model, current.ip) == (0, "Pocket", device.ip)
    others = {one.hash for one in listed if not one.current}
    assert others == {alice.caller.auth_key_id, alice.other.caller.auth_key_id}


async def test_another_login_is_ended(world: World) -> None:
    alice = await world.user("Alice")
    device = await logged_in(world, alice)
    (shown,) = (one for one in await logins(alice) if one.device_model == "Pocket")
    assert await alice.call(functions.account.ResetAuthorization(hash=shown.hash)) is True
    assert device.closed
    with pytest.raises(RpcError, match="AUTH_KEY_UNREGISTERED"):
        await device.call(functions.updates.GetState())
    with pytest.raises(RpcError, match="HASH_INVALID"):
        await alice.call(functions.account.ResetAuthorization(hash=shown.hash))


async def test_nobody_ends_a_stranger_s_login(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    with pytest.raises(RpcError, match="HASH_INVALID"):
        await bob.call(functions.account.ResetAuthorization(hash=alice.caller.auth_key_id))


async def test_all_other_logins_are_ended_at_once(world: World) -> None:
    alice = await world.user("Alice")
    first, second = await logged_in(world, alice), await logged_in(world, alice)
    assert await first.call(functions.auth.ResetAuthorizations()) is True
    assert (first.closed, second.closed) == (False, True)
    assert [one.current for one in await logins(first)] == [True]


async def test_a_new_login_may_have_to_wait_before_it_ends_older_ones(store: Store) -> None:
    async with open_world(store, Policy(fresh_login_s=86_400)) as world:
        alice = await world.user("Alice")
        world.wait(10)
        device = await logged_in(world, alice)
        with pytest.raises(RpcError, match="FRESH_RESET_AUTHORISATION_FORBIDDEN"):
            await device.call(functions.auth.ResetAuthorizations())
        world.wait(86_400)
        assert await device.call(functions.auth.ResetAuthorizations()) is True


async def test_whoever_logs_out_is_nobody_and_hears_nothing(world: World) -> None:
    alice = await world.user("Alice")
    device = await logged_in(world, alice)
    assert await device.call(functions.auth.LogOut()) == types.auth.LoggedOut()
    assert device.closed
    with pytest.raises(RpcError, match="AUTH_KEY_UNREGISTERED") as refused:
        await device.call(functions.updates.GetState())
    assert refused.value.code == 401
    assert "Pocket" not in {one.device_model for one in await logins(alice)}


async def test_a_login_is_carried_over_and_ends_with_its_origin(world: World) -> None:
    alice = await world.user("Alice")
    device, second = await logged_in(world, alice), Device(world)
    ticket = await device.call(functions.auth.ExportAuthorization(dc_id=4))
    assert isinstance(ticket, types.auth.ExportedAuthorization)
    answer = await second.call(functions.auth.ImportAuthorization(id=ticket.id, bytes=ticket.bytes))
    assert isinstance(answer, types.auth.Authorization)
    assert (await second.caller()).user_id == alice.id
    assert len(await logins(alice)) == 3
    await device.call(functions.auth.LogOut())
    assert second.closed
    assert (await second.caller()).user_id is None


async def test_a_ticket_is_for_its_account_and_for_some_minutes(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    device = await logged_in(world, alice)
    ticket = await device.call(functions.auth.ExportAuthorization(dc_id=4))
    assert isinstance(ticket, types.auth.ExportedAuthorization)
    forged = bytes([ticket.bytes[0] ^ 1]) + ticket.bytes[1:]
    for user_id, data in ((bob.id, ticket.bytes), (alice.id, forged), (alice.id, b"")):
        with pytest.raises(RpcError, match="AUTH_BYTES_INVALID"):
            await Device(world).call(functions.auth.ImportAuthorization(id=user_id, bytes=data))
    world.wait(301)
    with pytest.raises(RpcError, match="AUTH_BYTES_INVALID"):
        await Device(world).call(
            functions.auth.ImportAuthorization(id=alice.id, bytes=ticket.bytes)
        )


async def test_nothing_is_exported_to_a_place_that_is_not(world: World) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="DC_ID_INVALID"):
        await alice.call(functions.auth.ExportAuthorization(dc_id=9))


async def test_a_login_is_told_to_older_devices_and_confirmed_by_one(world: World) -> None:
    alice = await world.user("Alice")
    device = await logged_in(world, alice)
    (told,) = alice.saw(types.UpdateNewAuthorization)
    assert isinstance(told, types.UpdateNewAuthorization)
    assert (told.unconfirmed, told.device, told.location) == (True, "Pocket, 1.0", device.ip)
    (listed,) = (one for one in await logins(alice) if one.hash == told.hash)
    assert listed.unconfirmed
    settings = functions.account.ChangeAuthorizationSettings
    await alice.call(settings(hash=told.hash, confirmed=True, call_requests_disabled=True))
    (listed,) = (one for one in await logins(alice) if one.hash == told.hash)
    assert (listed.unconfirmed, listed.call_requests_disabled) == (False, True)
    assert listed.encrypted_requests_disabled is False
    await alice.call(settings(hash=told.hash, encrypted_requests_disabled=True))
    (listed,) = (one for one in await logins(alice) if one.hash == told.hash)
    assert (listed.encrypted_requests_disabled, listed.call_requests_disabled) == (True, True)
    again = types.UpdateNewAuthorization(hash=told.hash)
    assert again in alice.other.saw(types.UpdateNewAuthorization)
    with pytest.raises(RpcError, match="HASH_INVALID"):
        await alice.call(settings(hash=1, confirmed=True))
    await world.check(alice)


async def test_a_login_that_nobody_objected_to_counts_as_confirmed(world: World) -> None:
    alice = await world.user("Alice")
    await logged_in(world, alice)
    world.wait(7 * 86_400)
    assert not any(one.unconfirmed for one in await logins(alice))


async def test_a_new_login_is_told_of_in_the_language_of_the_account(world: World) -> None:
    alice = await world.user("Alice")
    device = Device(world)
    device.info = replace(device.info, lang_code="fa-IR")
    await device.introduce()
    await device.enter(await phone_of(world, alice.id))
    notice = (await world.history(alice, PeerId(SERVICE_USER)))[0]
    assert isinstance(notice, types.Message)
    assert "ورود تازه" in notice.message
    assert "Pocket" in notice.message
    assert device.ip in notice.message
    english = await logged_in(world, alice)
    notice = (await world.history(alice, PeerId(SERVICE_USER)))[0]
    assert isinstance(notice, types.Message)
    assert "New login" in notice.message
    assert english.ip in notice.message


async def test_an_account_says_how_long_its_logins_may_rest(world: World) -> None:
    alice = await world.user("Alice")
    for days in (0, 367):
        with pytest.raises(RpcError, match="TTL_DAYS_INVALID"):
            await alice.call(functions.account.SetAuthorizationTTL(authorization_ttl_days=days))
    await alice.call(functions.account.SetAuthorizationTTL(authorization_ttl_days=30))
    answer = await alice.call(functions.account.GetAuthorizations())
    assert isinstance(answer, types.account.Authorizations)
    assert answer.authorization_ttl_days == 30
    bob = await world.user("Bob")
    world.wait(31 * 86_400)
    await end_unused(world.app)
    assert await world.app.store.authorizations.of_user(alice.id) == []
    assert len(await world.app.store.authorizations.of_user(bob.id)) == 2


async def test_a_code_that_others_may_have_seen_is_void(world: World) -> None:
    alice = await world.user("Alice")
    phone = await phone_of(world, alice.id)
    device = Device(world)
    sent = await device.send_code(phone)
    entry = await world.app.store.sign_in.code(phone)
    assert entry is not None
    await alice.call(functions.account.InvalidateSignInCodes(codes=["00", entry.code]))
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await device.sign_in(phone, sent.phone_code_hash, entry.code)
