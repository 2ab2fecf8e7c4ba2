"""Signing up and in, with every library, over every transport."""

import pytest
from telethon.errors import PhoneCodeInvalidError

from tests.e2e import tdlib_client, telethon_client
from tests.e2e.json_tree import text_at
from tests.e2e.messenger import Content, RefusedError
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.town import VARIANTS, Town
from tests.e2e.waiting import message_from

LOGIN_SERVICE = 777_000
LIBRARIES = ("telethon", "mtcute", "tdlib", "tdlib-older")


@pytest.mark.parametrize("variant", VARIANTS)
async def test_a_new_phone_signs_up_and_its_user_writes_to_itself(town: Town, variant: str) -> None:
    user = await town.newcomer(variant, "سیمین")
    sent = await user.send(user.id, Content("یادداشت"))
    assert (sent.chat, sent.text, sent.id > 0) == (user.id, "یادداشت", True)
    assert [m.text for m in await user.history(user.id)] == ["یادداشت"]


@pytest.mark.parametrize("variant", LIBRARIES)
async def test_a_code_for_a_second_device_comes_to_the_first(town: Town, variant: str) -> None:
    first = await town.newcomer(variant, "Roya")
    second = await town.device(variant, first)
    assert second.id == first.id
    notice = await message_from(first, LOGIN_SERVICE)
    assert any(character.isdigit() for character in notice.text)


@pytest.mark.parametrize("variant", LIBRARIES)
async def test_a_password_that_was_set_is_asked_for(town: Town, variant: str) -> None:
    first = await town.newcomer(variant, "Dana")
    await first.set_password("هدهد و سلیمان")
    second = await town.device(variant, first, password="هدهد و سلیمان")
    assert second.id == first.id


async def test_the_operator_hands_over_a_code(town: Town) -> None:
    user = await town.newcomer("telethon", "Mina")
    client = telethon_client.client_at(town.server.mtproto)
    device = await telethon_client.sign_in(client, user.phone, town.server.pending_code)
    assert device.id == user.id
    await device.close()


@pytest.mark.parametrize("variant", ["mtcute", "tdlib"])
async def test_a_wrong_password_is_refused(town: Town, variant: str) -> None:
    first = await town.newcomer(variant, "Dana")
    await first.set_password("right")
    with pytest.raises(RefusedError, match="PASSWORD_HASH_INVALID"):
        await town.device(variant, first, password="wrong")


async def test_a_wrong_code_is_refused(town: Town) -> None:
    user = await town.newcomer("telethon", "Mina")

    async def wrong(phone: str) -> str:
        code = await town.server.pending_code(phone)
        return "".join(str((int(digit) + 1) % 10) for digit in code)

    client = telethon_client.client_at(town.server.mtproto)
    with pytest.raises(PhoneCodeInvalidError):
        await telethon_client.sign_in(client, user.phone, wrong)
    await client.disconnect()


@pytest.mark.parametrize("password", ["", "هدهد"], ids=["open", "with-password"])
async def test_tdlib_comes_in_by_a_qr_code_that_another_scans(town: Town, password: str) -> None:
    phone = await town.newcomer("tdlib-older", "Omid")
    if password:
        await phone.set_password(password)
    screen = TdlibUser(await town.tdlib("tdlib", town.fresh_folder("screen")), phone.phone)
    await screen.td.start(screen.on_update)
    await screen.td.until("WaitPhoneNumber")
    await screen.td.ask("requestQrCodeAuthentication", other_user_ids=[])
    shown = await screen.td.until("WaitOtherDeviceConfirmation")
    assert isinstance(phone, TdlibUser)
    await phone.td.ask(
        "confirmQrCodeAuthentication", link=text_at(shown, "authorization_state", "link")
    )
    if password:
        await screen.td.until("WaitPassword")
        await screen.td.ask("checkAuthenticationPassword", password=password)
    await tdlib_client.arrive(screen)
    assert screen.id == phone.id
    assert len(await phone.devices()) == 2
