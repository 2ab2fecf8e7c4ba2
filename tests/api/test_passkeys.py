from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from hodhod.domain.errors import RpcError
from hodhod.domain.policy import Policy
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.authenticator import Authenticator
from tests.api.device import Device, prove, set_password
from tests.api.world import Person, World, open_world

REFUSED = "PASSKEY_CREDENTIAL_NOT_FOUND"


@pytest.fixture
async def town(store: Store) -> AsyncIterator[World]:
    policy = Policy(public_url="https://hodhod.example:8443", test_numbers=True)
    async with open_world(store, policy) as world:
        yield world


async def registration(person: Person) -> types.DataJSON:
    answer = await person.call(functions.account.InitPasskeyRegistration())
    assert isinstance(answer, types.account.PasskeyRegistrationOptions)
    assert isinstance(answer.options, types.DataJSON)
    return answer.options


async def register(person: Person, holder: Authenticator) -> types.Passkey:
    credential = holder.make(await registration(person))
    made = await person.call(functions.account.RegisterPasskey(credential=credential))
    assert isinstance(made, types.Passkey)
    return made


async def login_options(device: Device) -> types.DataJSON:
    answer = await device.call(functions.auth.InitPasskeyLogin(api_id=4, api_hash="x"))
    assert isinstance(answer, types.auth.PasskeyLoginOptions)
    assert isinstance(answer.options, types.DataJSON)
    return answer.options


async def log_in(device: Device, holder: Authenticator) -> types.auth.Authorization:
    credential = holder.sign(await login_options(device))
    answer = await device.call(functions.auth.FinishPasskeyLogin(credential=credential))
    assert isinstance(answer, types.auth.Authorization)
    return answer


def holder_with(number: int, **more: object) -> Authenticator:
    """An authenticator whose credential nobody else has."""
    return Authenticator(credential_id=number.to_bytes(20, "big"), **more)  # type: ignore[arg-type]


async def test_a_passkey_is_made_and_signs_in(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    made = await register(alice, holder)
    assert made.name == "Town"
    device = Device(town)
    await device.introduce()
    answer = await log_in(device, holder)
    assert answer.user.id == alice.id
    assert (await device.caller()).user_id == alice.id
    assert alice.saw(types.UpdateNewAuthorization)
    listed = await alice.call(functions.account.GetPasskeys())
    assert isinstance(listed, types.account.Passkeys)
    (one,) = listed.passkeys
    assert (one.id, one.last_usage_date) == (made.id, town.app.now)


async def test_a_password_is_owed_as_after_a_code(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    await register(alice, holder)
    await set_password(alice, "a better secret")
    device = Device(town)
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await log_in(device, holder)
    proof = await prove(device, "a better secret")
    answer = await device.call(functions.auth.CheckPassword(password=proof))
    assert isinstance(answer, types.auth.Authorization)


async def test_a_passkey_that_was_deleted_is_of_no_use(town: World) -> None:
    alice, bob = await town.user("Alice"), await town.user("Bob")
    holder = holder_with(alice.id)
    made = await register(alice, holder)
    with pytest.raises(RpcError, match=REFUSED):
        await bob.call(functions.account.DeletePasskey(id=made.id))
    assert await alice.call(functions.account.DeletePasskey(id=made.id)) is True
    with pytest.raises(RpcError, match=REFUSED):
        await log_in(Device(town), holder)


async def test_what_was_signed_is_good_once_and_for_its_device(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    await register(alice, holder)
    device, other = Device(town), Device(town)
    credential = holder.sign(await login_options(device))
    finish = functions.auth.FinishPasskeyLogin(credential=credential)
    with pytest.raises(RpcError, match=REFUSED):
        await other.call(finish)
    assert isinstance(await device.call(finish), types.auth.Authorization)
    with pytest.raises(RpcError, match=REFUSED):
        await device.call(finish)
    late = holder.sign(await login_options(other))
    town.wait(301)
    with pytest.raises(RpcError, match=REFUSED):
        await other.call(functions.auth.FinishPasskeyLogin(credential=late))


async def test_a_signature_of_another_key_is_refused(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    await register(alice, holder)
    forger = holder_with(alice.id, count=10)
    with pytest.raises(RpcError, match=REFUSED):
        await log_in(Device(town), forger)
    unknown = holder_with(alice.id + 10**6)
    with pytest.raises(RpcError, match=REFUSED):
        await log_in(Device(town), unknown)


async def test_a_copy_of_an_authenticator_is_noticed(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    await register(alice, holder)
    copy = replace(holder)
    await log_in(Device(town), holder)
    await log_in(Device(town), holder)
    with pytest.raises(RpcError, match=REFUSED):
        await log_in(Device(town), copy)


async def test_an_authenticator_that_does_not_count_signs_in_again(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id, counts=False)
    await register(alice, holder)
    for _ in range(2):
        await log_in(Device(town), holder)


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "http://hodhod.example", "https://nothodhod.example"]
)
async def test_another_site_gets_nothing(town: World, origin: str) -> None:
    alice = await town.user("Alice")
    with pytest.raises(RpcError, match="PASSKEY_ORIGIN_MISMATCH"):
        await register(alice, holder_with(alice.id, origin=origin))
    holder = holder_with(alice.id)
    await register(alice, holder)
    holder.origin = origin
    with pytest.raises(RpcError, match="PASSKEY_ORIGIN_MISMATCH"):
        await log_in(Device(town), holder)


async def test_whoever_was_not_recognised_is_not_let_in(town: World) -> None:
    alice = await town.user("Alice")
    holder = holder_with(alice.id)
    await register(alice, holder)
    holder.flags = 0x01
    with pytest.raises(RpcError, match=REFUSED):
        await log_in(Device(town), holder)


Credential = types.InputPasskeyCredentialPublicKey


def attesting(good: Credential, data: bytes) -> Credential:
    """The same with another attestation."""
    assert isinstance(good.response, types.InputPasskeyResponseRegister)
    return changed(good, response=changed(good.response, attestation_data=data))


def saying(good: Credential, text: str) -> Credential:
    """The same with other words of the client."""
    assert isinstance(good.response, types.InputPasskeyResponseRegister)
    said = types.DataJSON(data=text)
    return changed(good, response=changed(good.response, client_data=said))


def spoiled(good: Credential) -> list[types.TypeInputPasskeyCredential]:
    """A credential with something wrong in it, in several ways."""
    assert isinstance(good.response, types.InputPasskeyResponseRegister)
    whole = good.response.attestation_data
    return [
        attesting(good, b""),
        attesting(good, b"\xa0"),
        attesting(good, whole[:-1]),
        attesting(good, whole.replace(b"\x26\x20\x01", b"\x27\x20\x01")),
        saying(good, "{}"),
        saying(good, "["),
        saying(good, good.response.client_data.data.replace(".create", ".get")),
        types.InputPasskeyCredentialFirebasePNV(pnv_token="x"),
    ]


@pytest.mark.parametrize("which", range(8))
async def test_what_is_no_credential_is_refused(town: World, which: int) -> None:
    alice = await town.user("Alice")
    credential = spoiled(holder_with(alice.id).make(await registration(alice)))[which]
    with pytest.raises(RpcError, match=REFUSED):
        await alice.call(functions.account.RegisterPasskey(credential=credential))
    listed = await alice.call(functions.account.GetPasskeys())
    assert isinstance(listed, types.account.Passkeys)
    assert list(listed.passkeys) == []
