from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.device import Device, prove, set_password
from tests.api.world import World

EXPORT = functions.auth.ExportLoginToken(api_id=4, api_hash="x", except_ids=[])


async def shown(device: Device) -> types.auth.LoginToken:
    await device.introduce()
    answer = await device.call(EXPORT)
    assert isinstance(answer, types.auth.LoginToken)
    return answer


async def test_a_device_that_is_logged_in_lets_another_in(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    token = await shown(device)
    accepted = await alice.call(functions.auth.AcceptLoginToken(token=token.token))
    assert isinstance(accepted, types.Authorization)
    assert accepted.device_model == "Pocket"
    assert device.heard == [types.UpdateLoginToken()]
    answer = await device.call(EXPORT)
    assert isinstance(answer, types.auth.LoginTokenSuccess)
    assert isinstance(answer.authorization, types.auth.Authorization)
    assert answer.authorization.user.id == alice.id
    assert await alice.call(functions.account.ResetAuthorization(hash=accepted.hash)) is True
    assert device.closed


async def test_a_token_is_imported_by_the_key_that_shows_it(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    token = await shown(device)
    request = functions.auth.ImportLoginToken(token=token.token)
    assert await device.call(request) == token
    with pytest.raises(RpcError, match="AUTH_TOKEN_INVALID"):
        await Device(world).call(request)
    await alice.call(functions.auth.AcceptLoginToken(token=token.token))
    assert isinstance(await device.call(request), types.auth.LoginTokenSuccess)


async def test_a_password_is_owed_after_a_token_too(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    await set_password(alice, "a better secret")
    token = await shown(device)
    await alice.call(functions.auth.AcceptLoginToken(token=token.token))
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await device.call(EXPORT)
    proof = await prove(device, "a better secret")
    answer = await device.call(functions.auth.CheckPassword(password=proof))
    assert isinstance(answer, types.auth.Authorization)
    assert answer.user.id == alice.id


async def test_a_token_grows_old(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    token = await shown(device)
    world.wait(31)
    with pytest.raises(RpcError, match="AUTH_TOKEN_EXPIRED"):
        await alice.call(functions.auth.AcceptLoginToken(token=token.token))


async def test_a_token_is_accepted_once_and_a_newer_one_voids_it(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    first = await shown(device)
    second = await shown(device)
    with pytest.raises(RpcError, match="AUTH_TOKEN_INVALID"):
        await alice.call(functions.auth.AcceptLoginToken(token=first.token))
    await alice.call(functions.auth.AcceptLoginToken(token=second.token))
    with pytest.raises(RpcError, match="AUTH_TOKEN_ALREADY_ACCEPTED"):
        await alice.call(functions.auth.AcceptLoginToken(token=second.token))
