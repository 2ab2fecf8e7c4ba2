"""The bot that makes bots, as people talk with it."""

from __future__ import annotations

import asyncio
import re

import pytest

from hodhod.actions.bots.tokens import bot_by_token, caller_of
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import BOT_FATHER, UserId, peer_of_user
from hodhod.store.bots import bots_of, feedback_of
from hodhod.tl import functions, types
from tests.api.world import Person, World
from tests.botapi.site import Site

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{35}")


class Talk:
    """Somebody who talks with it."""

    def __init__(self, world: World, person: Person) -> None:
        self.world = world
        self.person = person
        self.father = Person(world, caller_of(BOT_FATHER))
        self.heard = 0

    async def say(self, text: str) -> types.Message:
        """Say something, and return what is answered."""
        await self.person.say(self.father, text)
        while True:
            history = await self.world.history(self.person, peer_of_user(BOT_FATHER))
            said = [one for one in history if isinstance(one, types.Message) and not one.out]
            if len(said) > self.heard:
                self.heard = len(said)
                return said[0]
            await asyncio.sleep(0)

    async def speak_english(self) -> None:
        await self.world.app.store.users.set_lang(self.person.id, "en")


async def talking(site: Site) -> Talk:
    talk = Talk(site.world, await site.world.user("Alice"))
    await talk.speak_english()
    return talk


def token_in(message: types.Message) -> str:
    """The token, which is shown as code."""
    [code] = [one for one in message.entities or () if isinstance(one, types.MessageEntityCode)]
    units = message.message.encode("utf-16-le")
    shown = units[2 * code.offset : 2 * (code.offset + code.length)].decode("utf-16-le")
    assert TOKEN.fullmatch(shown)
    return shown


async def test_a_bot_is_made_named_and_deleted(site: Site) -> None:
    talk = await talking(site)
    app, owner = site.world.app, talk.person.id
    assert "/newbot" in (await talk.say("/start")).message
    assert "What shall it be called" in (await talk.say("/newbot")).message
    assert "choose a username" in (await talk.say("Hoopoe")).message
    assert "ends in bot" in (await talk.say("hoopoe")).message
    taken = await site.bot()
    assert "has this username already" in (await talk.say(f"@{taken.username}")).message
    made = await talk.say("made_by_alice_bot")
    token = token_in(made)
    [bot] = await bots_of(app.store.main, owner)
    caller = await bot_by_token(app, token)
    assert caller is not None
    assert caller.me == bot.bot_id

    which = await talk.say("/setname")
    assert isinstance(which.reply_markup, types.ReplyKeyboardMarkup)
    assert which.reply_markup.rows[0].buttons[0].text == "@made_by_alice_bot"
    await talk.say("@made_by_alice_bot")
    assert (await talk.say("Other")).message.startswith("Done")
    account = await app.store.users.get(bot.bot_id)
    assert account is not None
    assert account.first_name == "Other"

    await talk.say("/setcommands")
    await talk.say("@made_by_alice_bot")
    assert "cannot be" in (await talk.say("no dash")).message
    assert (await talk.say("start - begin\n/help - more")).message.startswith("Done")
    full = await talk.person.call(
        functions.users.GetFullUser(id=talk.person.user(Person(site.world, caller)))
    )
    assert isinstance(full, types.users.UserFull)
    assert isinstance(full.full_user.bot_info, types.BotInfo)
    listed = [one.command for one in full.full_user.bot_info.commands or ()]
    assert listed == ["start", "help"]

    await talk.say("/revoke")
    new = token_in(await talk.say("made_by_alice_bot"))
    assert new != token
    assert await bot_by_token(app, token) is None

    await talk.say("/deletebot")
    await talk.say("@made_by_alice_bot")
    assert "cannot be" in (await talk.say("yes")).message
    assert "is deleted" in (await talk.say("@made_by_alice_bot")).message
    assert await bots_of(app.store.main, owner) == []
    assert "no bots yet" in (await talk.say("/mybots")).message


async def test_it_is_chosen_how_a_bot_behaves(site: Site) -> None:
    talk, app = await talking(site), site.world.app
    await talk.say("/newbot")
    await talk.say("Hoopoe")
    token = token_in(await talk.say("behaves_bot"))
    bot_id = UserId(int(token.partition(":")[0]))

    async def change(command: str, *said: str) -> types.Message:
        last = await talk.say(command)
        for one in ("@behaves_bot", *said):
            last = await talk.say(one)
        return last

    assert (await change("/setinline", "Ask me")).message.startswith("Done")
    assert (await change("/setinlinefeedback", "۱۰۰")).message.startswith("Done")
    refused = await change("/setprivacy", "perhaps", "خاموش")
    assert refused.message.startswith("Done")
    assert (await change("/setjoingroups", "Off")).message.startswith("Done")
    account = await app.store.users.get(bot_id)
    assert account is not None
    assert account.inline_placeholder == "Ask me"
    assert account.bot_modes == BotMode.HEARS_ALL | BotMode.STAYS_OUT
    assert await feedback_of(app.store.main, bot_id) == 100
    bot = Person(site.world, caller_of(bot_id))
    found = await talk.person.call(functions.users.GetUsers(id=[talk.person.user(bot)]))
    assert isinstance(found, list)
    [user] = found
    assert (user.bot_inline_placeholder, user.bot_chat_history, user.bot_nochats) == (
        "Ask me",
        True,
        True,
    )
    await change("/setinline", "/empty")
    account = await app.store.users.get(bot_id)
    assert account is not None
    assert account.inline_placeholder is None
    with pytest.raises(RpcError, match="BOT_GROUPS_BLOCKED"):
        await site.world.channel(talk.person, "Crowd", bot)


async def test_nobody_gets_at_the_bots_of_others(site: Site) -> None:
    talk, other = await talking(site), await talking(site)
    for one, name in ((talk, "of_alice_bot"), (other, "of_other_bot")):
        await one.say("/newbot")
        await one.say("Mine")
        await one.say(name)
    await other.say("/token")
    assert "no bot of this name" in (await other.say("@of_alice_bot")).message
    assert token_in(await other.say("@of_other_bot"))


async def test_it_speaks_persian_and_forgets_when_asked(site: Site) -> None:
    talk = Talk(site.world, await site.world.user("آلیس"))
    assert "ربات" in (await talk.say("/start")).message
    await talk.say("/newbot")
    assert (await talk.say("/cancel")).message.startswith("رها شد")
    assert (await talk.say("/cancel")).message.startswith("کاری در میان نبود")
    assert "/newbot" in (await talk.say("a name")).message
