"""Bots are made and sign in with their tokens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.actions.bots.ended_logins import EndedLogins
from hodhod.actions.bots.making import MAX_BOTS, create_bot, require_own_bot
from hodhod.actions.bots.tokens import bot_by_token, revoke_token, token_of
from hodhod.actions.people.deletion import erase
from hodhod.domain.errors import RpcError
from hodhod.domain.event import AuthorizationChanged, Event
from hodhod.domain.ids import SERVICE_USER, UserId
from hodhod.store.bots import Bot, bots_of, find_bot, note_ended_logins
from hodhod.tl import functions, types
from tests.api.world import Person, World

_names = iter(f"helper_{number}_bot" for number in range(1_000))


async def make(world: World, owner: UserId = SERVICE_USER) -> Bot:
    return await create_bot(world.app, owner, "Helper", next(_names))


async def sign_in(world: World, stranger: Person, token: str) -> object:
    """Ask with a key that nobody is logged in with."""
    caller = replace(stranger.caller, user_id=None, auth_key_id=stranger.caller.auth_key_id + 10**9)
    request = functions.auth.ImportBotAuthorization(
        flags=0, api_id=1, api_hash="", bot_auth_token=token
    )
    return await world.dispatcher.call(caller, request)


async def test_a_bot_signs_in_with_its_token(world: World) -> None:
    person = await world.user("Alice")
    bot = await make(world)
    answer = await sign_in(world, person, token_of(world.app, bot))
    assert isinstance(answer, types.auth.Authorization)
    assert isinstance(answer.user, types.User)
    assert (answer.user.id, answer.user.bot, answer.user.self_) == (bot.bot_id, True, True)
    [login] = await world.app.store.authorizations.of_user(bot.bot_id)
    assert login.is_bot


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda _: ""]
)
async def test_a_wrong_token_is_refused(world: World, change: object) -> None:
    assert callable(change)
    person = await world.user("Alice")
    token = change(token_of(world.app, await make(world)))
    with pytest.raises(RpcError, match="ACCESS_TOKEN_INVALID"):
        await sign_in(world, person, token)
    assert await bot_by_token(world.app, token) is None


async def test_another_token_ends_the_old_one_and_its_logins(world: World) -> None:
    person, bot = await world.user("Alice"), await make(world)
    old = token_of(world.app, bot)
    await sign_in(world, person, old)
    heard: list[Event] = []
    unsubscribe = world.app.bus.subscribe(heard.append)
    new = await revoke_token(world.app, bot)
    unsubscribe()
    assert any(isinstance(one, AuthorizationChanged) and one.closed for one in heard)
    assert await world.app.store.authorizations.of_user(bot.bot_id) == []
    assert await bot_by_token(world.app, old) is None
    caller = await bot_by_token(world.app, new)
    assert caller is not None
    assert (caller.me, caller.is_bot) == (bot.bot_id, True)


async def test_a_deleted_bot_has_no_token(world: World) -> None:
    bot = await make(world)
    token = token_of(world.app, bot)
    await erase(world.app, bot.bot_id)
    assert await find_bot(world.app.store.main, bot.bot_id) is None
    assert await bot_by_token(world.app, token) is None


async def test_a_bot_has_a_name_of_its_own_that_ends_in_bot(world: World) -> None:
    bot = await make(world)
    account = await world.app.store.users.get(bot.bot_id)
    assert account is not None
    assert account.username is not None
    for name, error in (
        (account.username.upper().replace("BOT", "bot"), "USERNAME_OCCUPIED"),
        ("helper", "USERNAME_INVALID"),
        ("bot", "USERNAME_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await create_bot(world.app, SERVICE_USER, "Helper", name)
    with pytest.raises(RpcError, match="FIRSTNAME_INVALID"):
        await create_bot(world.app, SERVICE_USER, " ", next(_names))


async def test_a_person_has_a_number_of_bots_that_are_theirs(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = [await make(world, alice.id) for _ in range(MAX_BOTS)]
    assert await bots_of(world.app.store.main, alice.id) == made
    with pytest.raises(RpcError, match="BOTS_TOO_MUCH"):
        await make(world, alice.id)
    assert await require_own_bot(world.app, alice.id, made[0].bot_id) == made[0]
    with pytest.raises(RpcError, match="BOT_INVALID"):
        await require_own_bot(world.app, bob.id, made[0].bot_id)


async def test_a_server_hears_of_logins_that_ended_beside_it(world: World) -> None:
    heard: list[Event] = []
    ended = EndedLogins(world.app)
    await note_ended_logins(world.app.store.main, [1], world.app.now)
    await ended.hear()
    unsubscribe = world.app.bus.subscribe(heard.append)
    await ended.hear()
    assert heard == []
    await note_ended_logins(world.app.store.main, [2, 3], world.app.now)
    await ended.hear()
    await ended.hear()
    unsubscribe()
    assert heard == [AuthorizationChanged((2, 3), closed=True)]
