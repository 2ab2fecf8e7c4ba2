from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import SERVICE_USER
from hodhod.domain.policy import Policy
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.device import Device, new_phone, phone_of
from tests.api.world import Person, World, open_world

WRONG = "00000x"


def told_by_service(person: Person) -> list[str]:
    return [
        update.message.message
        for update in person.saw(types.UpdateNewMessage)
        if isinstance(update, types.UpdateNewMessage)
        and isinstance(update.message, types.Message)
        and update.message.peer_id == types.PeerUser(user_id=SERVICE_USER)
    ]


async def test_somebody_new_signs_up_with_the_code_that_was_sent(world: World) -> None:
    device, phone = Device(world), new_phone()
    sent = await device.send_code("+" + phone)
    assert sent.type == types.auth.SentCodeTypeSms(length=5)
    answer = await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])
    assert isinstance(answer, types.auth.AuthorizationSignUpRequired)
    made = await device.call(
        functions.auth.SignUp(
            phone_number=phone,
            phone_code_hash=sent.phone_code_hash,
            first_name=" Sara ",
            last_name="",
        )
    )
    assert isinstance(made, types.auth.Authorization)
    assert isinstance(made.user, types.User)
    assert (made.user.first_name, made.user.phone, made.user.self_) == ("Sara", phone, True)
    assert (await device.caller()).user_id == made.user.id


async def test_somebody_known_signs_in_and_the_other_devices_learn_of_it(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    answer = await device.enter(await phone_of(world, alice.id))
    assert isinstance(answer, types.auth.Authorization)
    assert answer.user.id == alice.id
    assert "Pocket" in told_by_service(alice)[-1]


async def test_a_code_goes_to_the_devices_that_are_logged_in(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    phone, before = await phone_of(world, alice.id), len(world.codes)
    sent = await device.send_code(phone)
    assert sent.type == types.auth.SentCodeTypeApp(length=5)
    assert sent.next_type == types.auth.CodeTypeSms()
    entry = await world.app.store.sign_in.code(phone)
    assert entry is not None
    assert entry.code in told_by_service(alice)[-1]
    assert len(world.codes) == before


async def test_a_code_that_is_asked_for_again_goes_by_text_message(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    phone = await phone_of(world, alice.id)
    sent = await device.send_code(phone)
    again = await device.call(
        functions.auth.ResendCode(phone_number=phone, phone_code_hash=sent.phone_code_hash)
    )
    assert isinstance(again, types.auth.SentCode)
    assert again.type == types.auth.SentCodeTypeSms(length=5)
    assert again.phone_code_hash == sent.phone_code_hash
    answer = await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])
    assert isinstance(answer, types.auth.Authorization)


async def test_a_wrong_code_is_counted_and_too_many_void_the_right_one(world: World) -> None:
    device, phone = Device(world), new_phone()
    sent = await device.send_code(phone)
    for _ in range(world.app.policy.code_attempts):
        with pytest.raises(RpcError, match="PHONE_CODE_INVALID"):
            await device.sign_in(phone, sent.phone_code_hash, WRONG)
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])


async def test_a_code_grows_old(world: World) -> None:
    device, phone = Device(world), new_phone()
    sent = await device.send_code(phone)
    world.wait(world.app.policy.code_lifetime_s + 1)
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await device.call(
            functions.auth.ResendCode(phone_number=phone, phone_code_hash=sent.phone_code_hash)
        )


async def test_a_login_that_was_given_up_takes_no_code(world: World) -> None:
    device, phone = Device(world), new_phone()
    sent = await device.send_code(phone)
    given_up = functions.auth.CancelCode(phone_number=phone, phone_code_hash=sent.phone_code_hash)
    assert await device.call(given_up) is True
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])


async def test_a_code_is_good_once(world: World) -> None:
    alice, device = await world.user("Alice"), Device(world)
    phone = await phone_of(world, alice.id)
    sent = await device.send_code(phone)
    entry = await world.app.store.sign_in.code(phone)
    assert entry is not None
    await device.sign_in(phone, sent.phone_code_hash, entry.code)
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await Device(world).sign_in(phone, sent.phone_code_hash, entry.code)


async def test_a_number_is_sent_so_many_codes_an_hour(world: World) -> None:
    phone = new_phone()
    for _ in range(world.app.policy.codes_per_phone_hour):
        await Device(world).send_code(phone)
    with pytest.raises(RpcError, match="FLOOD_WAIT_3600"):
        await Device(world).send_code(phone)
    world.wait(3601)
    await Device(world).send_code(phone)


async def test_an_address_is_sent_so_many_codes_an_hour(store: Store) -> None:
    async with open_world(store, Policy(codes_per_address_hour=2)) as world:
        device = Device(world)
        await device.send_code(new_phone())
        await device.send_code(new_phone())
        with pytest.raises(RpcError, match="FLOOD_WAIT"):
            await device.send_code(new_phone())


async def test_nobody_signs_up_on_a_code_that_another_key_entered(world: World) -> None:
    device, thief, phone = Device(world), Device(world), new_phone()
    sent = await device.send_code(phone)
    await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])
    with pytest.raises(RpcError, match="PHONE_CODE_INVALID"):
        await thief.call(
            functions.auth.SignUp(
                phone_number=phone,
                phone_code_hash=sent.phone_code_hash,
                first_name="Thief",
                last_name="",
            )
        )


async def test_a_server_may_take_nobody_new(store: Store) -> None:
    async with open_world(store, Policy(signup_open=False)) as world:
        device, phone = Device(world), new_phone()
        sent = await device.send_code(phone)
        with pytest.raises(RpcError, match="PHONE_NUMBER_UNOCCUPIED"):
            await device.sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])


async def test_a_test_number_has_its_own_code_and_nothing_is_sent(world: World) -> None:
    device, before = Device(world), len(world.codes)
    sent = await device.send_code("9996621234")
    assert len(world.codes) == before
    answer = await device.sign_in("9996621234", sent.phone_code_hash, "22222")
    assert isinstance(answer, types.auth.AuthorizationSignUpRequired)


@pytest.mark.parametrize("phone", ["", "12", "hello", "9" * 40])
async def test_what_is_no_number_is_sent_no_code(world: World, phone: str) -> None:
    with pytest.raises(RpcError, match="PHONE_NUMBER_INVALID"):
        await Device(world).send_code(phone)


async def test_an_account_moves_to_another_number(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    taken, phone = await phone_of(world, bob.id), new_phone()
    with pytest.raises(RpcError, match="PHONE_NUMBER_OCCUPIED"):
        await alice.call(
            functions.account.SendChangePhoneCode(phone_number=taken, settings=types.CodeSettings())
        )
    sent = await alice.call(
        functions.account.SendChangePhoneCode(phone_number=phone, settings=types.CodeSettings())
    )
    assert isinstance(sent, types.auth.SentCode)
    user = await alice.call(
        functions.account.ChangePhone(
            phone_number=phone,
            phone_code_hash=sent.phone_code_hash,
            phone_code=world.codes[-1][-5:],
        )
    )
    assert isinstance(user, types.User)
    assert user.phone == phone
    assert alice.other.saw(types.UpdateUserPhone) == [
        types.UpdateUserPhone(user_id=alice.id, phone=phone)
    ]


async def test_a_code_for_another_number_logs_nobody_in(world: World) -> None:
    alice, phone = await world.user("Alice"), new_phone()
    sent = await alice.call(
        functions.account.SendChangePhoneCode(phone_number=phone, settings=types.CodeSettings())
    )
    assert isinstance(sent, types.auth.SentCode)
    with pytest.raises(RpcError, match="PHONE_CODE_EXPIRED"):
        await Device(world).sign_in(phone, sent.phone_code_hash, world.codes[-1][-5:])
