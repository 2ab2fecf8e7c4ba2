"""What keeps an account its owner's: devices, the password, other ways in, limits and reports.

Source: https://core.telegram.org/api/auth, https://core.telegram.org/api/srp
"""

import asyncio
import email
import email.policy
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from telethon import TelegramClient, errors
from telethon.tl import types
from telethon.tl.functions import account, auth, messages, updates

from tests.api.authenticator import Authenticator
from tests.codes.test_mail import Sink, open_sink
from tests.e2e.conftest import serving
from tests.e2e.mailbox import WAIT_S
from tests.e2e.messenger import Content, Report
from tests.e2e.stage import CLOCK, Stage, told
from tests.e2e.telethon_client import SERVICE, TelethonUser, client_at, sign_in, until_connected
from tests.e2e.test_finding import new_username
from tests.e2e.town import Libraries, Town
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOUR_S, DAY_S = 3_600, 86_400
STRANGERS_A_DAY = 2
ORIGIN = "https://hodhod.example"


@dataclass(slots=True)
class Guarded:
    """People on a stage, and the e-mails that its server sends."""

    town: Town
    stage: Stage
    sink: Sink

    async def person(self, first_name: str) -> TelethonUser:
        return await self.town.telethon(first_name)

    async def device(self, owner: TelethonUser, password: str = "") -> TelethonUser:
        """Another device of somebody, let in with the code that came to the first."""
        client = await self.stranger_to_all()
        return await sign_in(client, owner.phone, owner.heard_code, password=password)

    async def stranger_to_all(self) -> TelegramClient:
        """A client that is connected and signed in as nobody."""
        client = client_at(self.town.server.mtproto)
        self.town.closing.append(client.disconnect)
        await client.connect()
        return client

    async def before_password(self, owner: TelethonUser) -> TelegramClient:
        """A client of somebody that gave the code and owes the password."""
        client = await self.stranger_to_all()
        sent = await client.send_code_request(owner.phone)
        code = await owner.heard_code(owner.phone)
        with pytest.raises(errors.SessionPasswordNeededError):
            await client.sign_in(owner.phone, code, phone_code_hash=sent.phone_code_hash)
        return client

    async def later(self, seconds: int, *users: TelethonUser) -> None:
        self.stage.wait(seconds)
        for user in users:
            await until_connected(user.client)

    def mailed_code(self) -> str:
        """The code in the newest e-mail."""
        data = self.sink.taken[-1].removesuffix(b".\r\n")
        letter = email.message_from_bytes(data, policy=email.policy.default)
        found = re.search(r"\b\d{6}\b", str(letter.get_content()))
        assert found is not None
        return found[0]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    clock = folder / "clock"
    clock.write_bytes(told(0))
    async with open_sink() as sink:
        settings = {
            CLOCK: str(clock),
            "HODHOD_MAIL_HOST": "127.0.0.1",
            "HODHOD_MAIL_PORT": str(sink.port),
            "HODHOD_MAIL_SECURITY": "none",
            "HODHOD_MAIL_SENDER": "hodhod@town.example",
            "HODHOD_SERVER_PUBLIC_URL": ORIGIN,
            "HODHOD_ACCOUNTS_NEWCOMER_STRANGERS_PER_DAY": str(STRANGERS_A_DAY),
        }
        with serving("tests.e2e.stage", **settings) as server:
            town = Town(server, Libraries(folder), folder)
            yield Guarded(town, Stage(server, clock), sink)
            await town.close()
            server.stop()
            server.check_log()


async def noticed(user: TelethonUser, words: str) -> str:
    """The notice in the service chat that has some words in it."""

    def wanted(report: Report) -> bool:
        message = report.message
        return message is not None and message.chat == SERVICE and words in message.text

    found = await user.reports.first(wanted)
    assert found.message is not None
    return found.message.text


async def test_a_new_login_is_told_of_and_can_be_thrown_out(guarded: Guarded) -> None:
    phone, friend = await guarded.person("Pari"), await guarded.person("Friend")
    await phone.import_contact(friend.phone, "Friend")
    await friend.import_contact(phone.phone, "Pari")
    tablet = await guarded.device(phone)
    notice = await noticed(phone, "New login")
    assert "127.0.0.1" in notice
    came = await phone.told(types.UpdateNewAuthorization)
    listed = (await phone.client(account.GetAuthorizationsRequest())).authorizations
    assert {one.hash for one in listed} == {0, came.hash}
    laptop = await guarded.device(phone)

    assert await phone.client(account.ResetAuthorizationRequest(came.hash))
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await tablet.client(updates.GetStateRequest())
    await friend.send(phone.id, Content("between us"))
    for device in (phone, laptop):
        assert (await message_with(device, "between us")).out is False
    assert (
        tablet.reports.count(lambda r: r.message is not None and r.message.chat == friend.id) == 0
    )
    await laptop.send(friend.id, Content("still here"))
    await message_with(friend, "still here")
    with pytest.raises(errors.HashInvalidError):
        await phone.client(account.ResetAuthorizationRequest(came.hash))

    assert await phone.client(auth.ResetAuthorizationsRequest())
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await laptop.client(updates.GetStateRequest())
    assert [one.current for one in await phone.devices()] == [True]


async def test_a_password_is_set_changed_and_taken_away(guarded: Guarded) -> None:
    dana = await guarded.person("Dana")
    await dana.client.edit_2fa(new_password="هدهد", hint="a bird")
    assert (await dana.client(account.GetPasswordRequest())).hint == "a bird"
    await noticed(dana, "turned on")
    assert (await guarded.device(dana, "هدهد")).id == dana.id
    with pytest.raises(errors.PasswordHashInvalidError):
        await dana.client.edit_2fa(current_password="wrong", new_password="other")
    await dana.client.edit_2fa(current_password="هدهد", new_password="سیمرغ")
    await noticed(dana, "was changed")
    owing = await guarded.before_password(dana)
    with pytest.raises(errors.PasswordHashInvalidError):
        await owing.sign_in(password="هدهد")
    with pytest.raises(errors.UnauthorizedError):
        await owing(updates.GetStateRequest())
    assert (await owing.sign_in(password="سیمرغ")).id == dana.id
    await dana.client.edit_2fa(current_password="سیمرغ")
    await noticed(dana, "turned off")
    assert (await guarded.device(dana)).id == dana.id


async def test_a_forgotten_password_is_recovered_by_e_mail(guarded: Guarded) -> None:
    sara = await guarded.person("Sara")
    await sara.client.edit_2fa(
        new_password="forgotten",
        email="sara@example.org",
        email_code_callback=lambda length: guarded.mailed_code()[:length],
    )
    assert (await sara.client(account.GetPasswordRequest())).has_recovery
    owing = await guarded.before_password(sara)
    sent = await owing(auth.RequestPasswordRecoveryRequest())
    assert sent.email_pattern.startswith("s***")
    assert "sara" not in sent.email_pattern
    assert guarded.sink.receivers == ["rcpt TO:<sara@example.org>"] * 2
    code = guarded.mailed_code()
    wrong = "".join(str((int(digit) + 1) % 10) for digit in code)
    with pytest.raises(errors.RPCError, match="invalid"):
        await owing(auth.CheckRecoveryPasswordRequest(wrong))
    assert await owing(auth.CheckRecoveryPasswordRequest(code))
    done = await owing(auth.RecoverPasswordRequest(code))
    assert done.user.id == sara.id
    assert not (await owing(account.GetPasswordRequest())).has_password
    await noticed(sara, "turned off")


async def test_a_password_is_reset_after_a_week_unless_that_is_declined(guarded: Guarded) -> None:
    mina = await guarded.person("Mina")
    await mina.client.edit_2fa(new_password="forgotten")
    asked = await mina.client(account.ResetPasswordRequest())
    assert isinstance(asked, types.account.ResetPasswordRequestedWait)
    await noticed(mina, "asked on")
    assert await mina.client(account.DeclinePasswordResetRequest())
    refused = await mina.client(account.ResetPasswordRequest())
    assert isinstance(refused, types.account.ResetPasswordFailedWait)
    await guarded.later(DAY_S + 60, mina)
    asked = await mina.client(account.ResetPasswordRequest())
    assert isinstance(asked, types.account.ResetPasswordRequestedWait)
    state = await mina.client(account.GetPasswordRequest())
    assert state.pending_reset_date == asked.until_date
    await guarded.later(6 * DAY_S, mina)
    waiting = await mina.client(account.ResetPasswordRequest())
    assert waiting.until_date == asked.until_date
    await guarded.later(DAY_S + 60, mina)
    assert isinstance(
        await mina.client(account.ResetPasswordRequest()), types.account.ResetPasswordOk
    )
    assert not (await mina.client(account.GetPasswordRequest())).has_password
    await noticed(mina, "turned off")


async def test_a_qr_code_lets_a_device_in(guarded: Guarded) -> None:
    omid = await guarded.person("Omid")
    screen = await guarded.stranger_to_all()
    shown = await screen.qr_login()
    assert shown.url.startswith("tg://login?token=")
    await scan(omid, shown.token, asyncio.create_task(shown.wait(WAIT_S)))
    assert (await screen.get_me()).id == omid.id
    assert len(await omid.devices()) == 2
    await noticed(omid, "New login")
    with pytest.raises(errors.RPCError):
        await omid.client(auth.AcceptLoginTokenRequest(shown.token))

    await omid.client.edit_2fa(new_password="owed")
    second = await guarded.stranger_to_all()
    shown = await second.qr_login()
    with pytest.raises(errors.SessionPasswordNeededError):
        await scan(omid, shown.token, asyncio.create_task(shown.wait(WAIT_S)))
    assert (await second.sign_in(password="owed")).id == omid.id

    third = await guarded.stranger_to_all()
    shown = await third.qr_login()
    await guarded.later(HOUR_S, omid)
    with pytest.raises(errors.AuthTokenExpiredError):
        await omid.client(auth.AcceptLoginTokenRequest(shown.token))


async def scan(owner: TelethonUser, token: bytes, waiting: asyncio.Task[types.User]) -> None:
    """Accepts a QR code, as a phone does that sees it; the screen waits for that already."""
    await asyncio.sleep(0)  # lets the screen begin to wait
    accepted = await owner.client(auth.AcceptLoginTokenRequest(token))
    assert not accepted.current
    await waiting


def telethons(credential: object) -> types.InputPasskeyCredentialPublicKey:
    """What the authenticator made, in Telethon's types."""
    made, response = credential, credential.response  # type: ignore[attr-defined]
    said = types.DataJSON(response.client_data.data)
    if hasattr(response, "attestation_data"):
        answer = types.InputPasskeyResponseRegister(said, response.attestation_data)
    else:
        answer = types.InputPasskeyResponseLogin(
            said, response.authenticator_data, response.signature, response.user_handle
        )
    return types.InputPasskeyCredentialPublicKey(made.id, made.raw_id, answer)  # type: ignore[attr-defined]


async def test_a_passkey_lets_its_holder_in_until_it_is_deleted(guarded: Guarded) -> None:
    leila, holder = await guarded.person("Leila"), Authenticator(ORIGIN)
    asked = await leila.client(account.InitPasskeyRegistrationRequest())
    made = await leila.client(account.RegisterPasskeyRequest(telethons(holder.make(asked.options))))
    await noticed(leila, "passkey")
    device = await guarded.stranger_to_all()
    asked = await device(auth.InitPasskeyLoginRequest(1, "0" * 32))
    signed = telethons(holder.sign(asked.options))
    entered = await device(auth.FinishPasskeyLoginRequest(signed))
    assert entered.user.id == leila.id
    (kept,) = (await device(account.GetPasskeysRequest())).passkeys
    assert kept.id == made.id
    assert kept.last_usage_date
    assert await leila.client(account.DeletePasskeyRequest(made.id))
    other = await guarded.stranger_to_all()
    asked = await other(auth.InitPasskeyLoginRequest(1, "0" * 32))
    with pytest.raises(errors.RPCError, match="PASSKEY_CREDENTIAL_NOT_FOUND"):
        await other(auth.FinishPasskeyLoginRequest(telethons(holder.sign(asked.options))))


async def test_what_is_reported_lies_before_the_operator(guarded: Guarded) -> None:
    reza, pest = await guarded.person("Reza"), await guarded.person("Pest")
    username = new_username()
    await reza.set_username(username)
    await pest.client.send_message(username, "buy this now")
    heard = await message_with(reza, "buy this now")
    assert await reza.client(messages.ReportSpamRequest(pest.id))
    fake = types.InputReportReasonFake()
    assert await reza.client(account.ReportPeerRequest(pest.id, fake, "not who he says"))
    asked = await reza.client(messages.ReportRequest(pest.id, [heard.id], b"", ""))
    assert isinstance(asked, types.ReportResultChooseOption)
    chosen = next(one.option for one in asked.options if one.text == "Violence")
    more = await reza.client(messages.ReportRequest(pest.id, [heard.id], chosen, ""))
    assert isinstance(more, types.ReportResultAddComment)
    done = await reza.client(messages.ReportRequest(pest.id, [heard.id], more.option, "threats"))
    assert isinstance(done, types.ReportResultReported)

    server = guarded.town.server
    listed = await server.say("reports", "list", "--data", str(server.data))
    facts = [line.split("\t") for line in listed.splitlines() if "\t" in line]
    assert [one[2:5] for one in facts] == [
        ["spam", "spam", f"about {pest.id}"],
        ["fake", "peer", f"about {pest.id}"],
        ["violence", "messages", f"about {pest.id}"],
    ]
    assert {one[6] for one in facts} == {f"by {reza.id}"}
    assert listed.count(f"| {pest.id}: buy this now") == 2
    assert "said: not who he says" in listed
    for one in facts:
        await server.say("reports", "close", one[0], "--data", str(server.data))
    assert "\t" not in await server.say("reports", "list", "--data", str(server.data))


async def test_a_newcomer_meets_few_strangers_a_day(guarded: Guarded) -> None:
    pest = await guarded.person("Pest")
    people = [await guarded.person(f"Person {number}") for number in range(4)]
    for one in people:
        username = new_username()
        await one.set_username(username)
        assert await pest.find(username) == one.id
    with pytest.raises(errors.PeerFloodError):
        await pest.client(messages.CreateChatRequest([one.id for one in people], "Crowd"))
    await pest.send(people[0].id, Content("hello"))
    room = await pest.create_channel("Room", broadcast=False)
    await pest.invite(room, people[1].id)
    for refused in (
        pest.client.send_message(people[2].id, "hello"),
        pest.client(messages.CreateChatRequest([people[2].id], "Two")),
    ):
        with pytest.raises(errors.PeerFloodError):
            await refused
    with pytest.raises(errors.PeerFloodError):
        await pest.client.send_message(people[3].id, "hello")
    # Whoever writes first, or has the newcomer among their contacts, is no stranger.
    await people[3].import_contact(pest.phone, "Pest")
    await pest.send(people[3].id, Content("thank you"))
    await message_with(people[3], "thank you")
    await pest.send(people[0].id, Content("again"))
    await guarded.later(DAY_S + 60, pest, people[2])
    await pest.send(people[2].id, Content("another day"))
    await message_with(people[2], "another day")
