from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.device import (
    Device,
    password_facts,
    phone_of,
    prove,
    remove_password,
    set_password,
    update_password,
)
from tests.api.world import Person, World

PASSWORD = "a better secret"


async def owing(world: World, person: Person) -> Device:
    """A device that gave the right code and owes the password."""
    device = Device(world)
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await device.enter(await phone_of(world, person.id))
    return device


async def test_a_login_owes_the_password_and_gives_it(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    device = await owing(world, alice)
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await device.call(functions.updates.GetState())
    facts = await password_facts(device)
    assert (facts.has_password, facts.hint) == (True, "the usual")
    proof = await prove(device, PASSWORD)
    answer = await device.call(functions.auth.CheckPassword(password=proof))
    assert isinstance(answer, types.auth.Authorization)
    assert answer.user.id == alice.id
    assert (await device.caller()).user_id == alice.id


async def test_a_wrong_password_is_refused_and_too_many_are_not_judged(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    device = await owing(world, alice)
    for _ in range(world.app.policy.password_attempts_hour):
        wrong = await prove(device, "something else")
        with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
            await device.call(functions.auth.CheckPassword(password=wrong))
    right = await prove(device, PASSWORD)
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await device.call(functions.auth.CheckPassword(password=right))


async def test_a_challenge_is_good_once(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    proof = await prove(alice, PASSWORD)
    request = functions.account.GetPasswordSettings(password=proof)
    assert await alice.call(request) == types.account.PasswordSettings()
    with pytest.raises(RpcError, match="SRP_ID_INVALID"):
        await alice.call(request)


async def test_a_challenge_grows_old(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    proof = await prove(alice, PASSWORD)
    world.wait(601)
    with pytest.raises(RpcError, match="SRP_ID_INVALID"):
        await alice.call(functions.account.GetPasswordSettings(password=proof))


async def test_a_challenge_is_for_one_account(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await set_password(alice, PASSWORD)
    await set_password(bob, PASSWORD)
    proof = await prove(alice, PASSWORD)
    with pytest.raises(RpcError, match="SRP_ID_INVALID"):
        await bob.call(functions.account.GetPasswordSettings(password=proof))


async def test_a_password_is_changed_by_whoever_knows_it(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await set_password(alice, "mine now")
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await set_password(alice, "mine now", before="a guess")
    await set_password(alice, "newer", before=PASSWORD)
    proof = await prove(alice, "newer")
    assert await alice.call(functions.account.GetPasswordSettings(password=proof))


async def test_a_password_is_removed(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await remove_password(alice, "a guess")
    await remove_password(alice, PASSWORD)
    assert (await password_facts(alice)).has_password is False
    answer = await Device(world).enter(await phone_of(world, alice.id))
    assert isinstance(answer, types.auth.Authorization)


async def test_without_a_mail_server_no_address_is_taken(world: World) -> None:
    alice = await world.user("Alice")
    settings = types.account.PasswordInputSettings(email="alice@example.org")
    with pytest.raises(RpcError, match="EMAIL_NOT_ALLOWED"):
        await update_password(alice, settings, "")
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match="EMAIL_NOT_ALLOWED"):
        await update_password(alice, settings, PASSWORD)


async def test_nobody_asks_for_the_password_before_a_code(world: World) -> None:
    with pytest.raises(RpcError, match="AUTH_KEY_UNREGISTERED"):
        await password_facts(Device(world))
