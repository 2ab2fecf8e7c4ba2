from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hodhod.api.dispatch import Dispatcher
from hodhod.codes.mail import MailError
from hodhod.domain import srp
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.device import (
    POWER,
    Asker,
    Device,
    password_facts,
    phone_of,
    prove,
    set_password,
    update_password,
)
from tests.api.world import Person, World

PASSWORD = "a better secret"
ADDRESS = "alice@example.org"
DAY_S = 86_400


class Letters:
    """Keeps e-mails instead of sending them."""

    works = True

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.down = False

    async def send(self, to: str, subject: str, text: str) -> None:
        if self.down:
            raise MailError("down")
        self.sent.append((to, subject, text))

    @property
    def code(self) -> str:
        """The code in the last letter."""
        found = re.search(r"\d{6}", self.sent[-1][2])
        assert found is not None
        return found[0]


@pytest.fixture
async def letters(world: World) -> Letters:
    kept = Letters()
    world.app = replace(world.app, mail=kept)
    world.dispatcher = Dispatcher(world.app)
    return kept


async def new_settings(asker: Asker, password: str) -> types.account.PasswordInputSettings:
    facts = await password_facts(asker)
    algo = facts.new_algo
    assert isinstance(algo, srp.Algo)
    mine = srp.Algo(salt1=algo.salt1 + bytes(32), salt2=algo.salt2, g=algo.g, p=algo.p)
    return types.account.PasswordInputSettings(
        new_algo=mine, new_password_hash=srp.make_verifier(password, mine, POWER), hint=""
    )


async def give_address(person: Person, address: str = ADDRESS) -> None:
    """Have a password with a confirmed address."""
    await set_password(person, PASSWORD)
    settings = types.account.PasswordInputSettings(email=address)
    with pytest.raises(RpcError, match="EMAIL_UNCONFIRMED_6"):
        await update_password(person, settings, PASSWORD)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


async def owing(world: World, person: Person) -> Device:
    device = Device(world)
    with pytest.raises(RpcError, match="SESSION_PASSWORD_NEEDED"):
        await device.enter(await phone_of(world, person.id))
    return device


async def test_an_address_is_confirmed_by_the_code_that_was_sent(
    world: World, letters: Letters
) -> None:
    alice = await world.user("Alice")
    await give_address(alice)
    assert letters.sent[-1][0] == ADDRESS
    facts = await password_facts(alice)
    assert (facts.has_recovery, facts.email_unconfirmed_pattern) == (False, "a***e@e***.org")
    with pytest.raises(RpcError, match="CODE_INVALID"):
        await alice.call(functions.account.ConfirmPasswordEmail(code=wrong(letters.code)))
    await alice.call(functions.account.ConfirmPasswordEmail(code=letters.code))
    facts = await password_facts(alice)
    assert (facts.has_recovery, facts.email_unconfirmed_pattern) == (True, None)
    proof = await prove(alice, PASSWORD)
    answer = await alice.call(functions.account.GetPasswordSettings(password=proof))
    assert answer == types.account.PasswordSettings(email=ADDRESS)


async def test_a_password_with_an_address_takes_effect_with_the_code(
    world: World, letters: Letters
) -> None:
    alice = await world.user("Alice")
    settings = await new_settings(alice, PASSWORD)
    settings = types.account.PasswordInputSettings(
        new_algo=settings.new_algo,
        new_password_hash=settings.new_password_hash,
        hint="",
        email=ADDRESS,
    )
    with pytest.raises(RpcError, match="EMAIL_UNCONFIRMED_6"):
        await update_password(alice, settings, "")
    assert (await password_facts(alice)).has_password is False
    first = letters.code
    await alice.call(functions.account.ResendPasswordEmail())
    if letters.code != first:
        with pytest.raises(RpcError, match="CODE_INVALID"):
            await alice.call(functions.account.ConfirmPasswordEmail(code=first))
    await alice.call(functions.account.ConfirmPasswordEmail(code=letters.code))
    assert (await password_facts(alice)).has_password is True
    proof = await prove(alice, PASSWORD)
    assert await alice.call(functions.account.GetPasswordSettings(password=proof))


async def test_an_address_that_waits_is_given_up(world: World, letters: Letters) -> None:
    alice = await world.user("Alice")
    await give_address(alice)
    await alice.call(functions.account.CancelPasswordEmail())
    for request in (
        functions.account.CancelPasswordEmail(),
        functions.account.ResendPasswordEmail(),
        functions.account.ConfirmPasswordEmail(code=letters.code),
    ):
        with pytest.raises(RpcError, match="EMAIL_HASH_EXPIRED"):
            await alice.call(request)
    assert (await password_facts(alice)).email_unconfirmed_pattern is None


async def test_a_code_is_void_after_some_guesses_and_some_time(
    world: World, letters: Letters
) -> None:
    alice = await world.user("Alice")
    await give_address(alice)
    for _ in range(5):
        with pytest.raises(RpcError, match="CODE_INVALID"):
            await alice.call(functions.account.ConfirmPasswordEmail(code=wrong(letters.code)))
    with pytest.raises(RpcError, match="EMAIL_HASH_EXPIRED"):
        await alice.call(functions.account.ConfirmPasswordEmail(code=letters.code))
    await alice.call(functions.account.ResendPasswordEmail())
    world.wait(3601)
    with pytest.raises(RpcError, match="EMAIL_HASH_EXPIRED"):
        await alice.call(functions.account.ConfirmPasswordEmail(code=letters.code))


async def recoverable(world: World, letters: Letters) -> tuple[Person, Device]:
    """Somebody with an address, and a device of theirs that owes the password."""
    alice = await world.user("Alice")
    await give_address(alice)
    await alice.call(functions.account.ConfirmPasswordEmail(code=letters.code))
    return alice, await owing(world, alice)


async def test_a_forgotten_password_is_taken_away_with_a_code(
    world: World, letters: Letters
) -> None:
    alice, device = await recoverable(world, letters)
    shown = await device.call(functions.auth.RequestPasswordRecovery())
    assert shown == types.auth.PasswordRecovery(email_pattern="a***e@e***.org")
    with pytest.raises(RpcError, match="CODE_INVALID"):
        await device.call(functions.auth.CheckRecoveryPassword(code=wrong(letters.code)))
    assert await device.call(functions.auth.CheckRecoveryPassword(code=letters.code)) is True
    answer = await device.call(functions.auth.RecoverPassword(code=letters.code))
    assert isinstance(answer, types.auth.Authorization)
    assert (await device.caller()).user_id == alice.id
    assert (await password_facts(alice)).has_password is False
    with pytest.raises(RpcError, match="PASSWORD_RECOVERY_EXPIRED"):
        await device.call(functions.auth.CheckRecoveryPassword(code=letters.code))


async def test_another_password_is_set_with_the_code(world: World, letters: Letters) -> None:
    alice, device = await recoverable(world, letters)
    await device.call(functions.auth.RequestPasswordRecovery())
    settings = await new_settings(device, "newer")
    answer = await device.call(
        functions.auth.RecoverPassword(code=letters.code, new_settings=settings)
    )
    assert isinstance(answer, types.auth.Authorization)
    facts = await password_facts(alice)
    assert (facts.has_password, facts.has_recovery) == (True, True)
    proof = await prove(alice, "newer")
    assert await alice.call(functions.account.GetPasswordSettings(password=proof))


async def test_guessing_a_recovery_code_comes_to_an_end(world: World, letters: Letters) -> None:
    _, device = await recoverable(world, letters)
    await device.call(functions.auth.RequestPasswordRecovery())
    guess = functions.auth.RecoverPassword(code=wrong(letters.code))
    refusals = []
    for _ in range(15):
        with pytest.raises(RpcError) as refused:
            await device.call(guess)
        refusals.append(refused.value.message)
    assert refusals[0] == "CODE_INVALID"
    assert refusals[-1] == "PASSWORD_RECOVERY_EXPIRED"
    with pytest.raises(RpcError, match="PASSWORD_RECOVERY_EXPIRED"):
        await device.call(functions.auth.RecoverPassword(code=letters.code))


async def test_without_an_address_there_is_no_recovery(world: World, letters: Letters) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="PASSWORD_EMPTY"):
        await alice.call(functions.auth.RequestPasswordRecovery())
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match="PASSWORD_RECOVERY_NA"):
        await alice.call(functions.auth.RequestPasswordRecovery())
    assert letters.sent == []
    settings = types.account.PasswordInputSettings(email="not an address")
    with pytest.raises(RpcError, match="EMAIL_INVALID"):
        await update_password(alice, settings, PASSWORD)
    letters.down = True
    settings = types.account.PasswordInputSettings(email=ADDRESS)
    with pytest.raises(RpcError, match="EMAIL_NOT_ALLOWED"):
        await update_password(alice, settings, PASSWORD)


async def test_letters_of_one_account_are_bounded(world: World, letters: Letters) -> None:
    alice = await world.user("Alice")
    await give_address(alice)
    for _ in range(19):
        await alice.call(functions.account.ResendPasswordEmail())
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await alice.call(functions.account.ResendPasswordEmail())
    assert len(letters.sent) == 20


async def test_an_address_stays_with_a_new_password_and_goes_with_none(
    world: World, letters: Letters
) -> None:
    alice, _ = await recoverable(world, letters)
    await set_password(alice, "newer", before=PASSWORD)
    assert (await password_facts(alice)).has_recovery
    await update_password(alice, types.account.PasswordInputSettings(email=""), "newer")
    assert not (await password_facts(alice)).has_recovery


async def test_a_password_is_reset_after_a_week(world: World) -> None:
    alice = await world.user("Alice")
    reset = functions.account.ResetPassword()
    with pytest.raises(RpcError, match="PASSWORD_EMPTY"):
        await alice.call(reset)
    await set_password(alice, PASSWORD)
    until = world.app.now + 7 * DAY_S
    waiting = types.account.ResetPasswordRequestedWait(until_date=until)
    assert await alice.call(reset) == waiting
    world.wait(DAY_S)
    assert await alice.call(reset) == waiting
    assert (await password_facts(alice)).pending_reset_date == until
    world.wait(6 * DAY_S)
    assert await alice.call(reset) == types.account.ResetPasswordOk()
    facts = await password_facts(alice)
    assert (facts.has_password, facts.pending_reset_date) == (False, None)


async def test_whoever_has_the_password_declines_a_reset(world: World) -> None:
    alice = await world.user("Alice")
    decline = functions.account.DeclinePasswordReset()
    with pytest.raises(RpcError, match="RESET_REQUEST_MISSING"):
        await alice.call(decline)
    await set_password(alice, PASSWORD)
    await alice.call(functions.account.ResetPassword())
    assert await alice.call(decline) is True
    assert await alice.call(functions.account.ResetPassword()) == (
        types.account.ResetPasswordFailedWait(retry_date=world.app.now + DAY_S)
    )
    world.wait(DAY_S + 1)
    answer = await alice.call(functions.account.ResetPassword())
    assert isinstance(answer, types.account.ResetPasswordRequestedWait)


async def test_a_changed_password_is_not_reset(world: World) -> None:
    alice = await world.user("Alice")
    await set_password(alice, PASSWORD)
    await alice.call(functions.account.ResetPassword())
    await set_password(alice, "newer", before=PASSWORD)
    assert (await password_facts(alice)).pending_reset_date is None


async def test_a_temporary_password_is_for_those_who_know_the_real_one(world: World) -> None:
    alice = await world.user("Alice")
    ask = functions.account.GetTmpPassword
    with pytest.raises(RpcError, match="TMP_PASSWORD_DISABLED"):
        await alice.call(ask(password=types.InputCheckPasswordEmpty(), period=600))
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await alice.call(ask(password=await prove(alice, "a guess"), period=600))
    made = await alice.call(ask(password=await prove(alice, PASSWORD), period=600))
    assert isinstance(made, types.account.TmpPassword)
    assert (len(made.tmp_password), made.valid_until) == (32, world.app.now + 600)
