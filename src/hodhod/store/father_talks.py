"""Talks with the bot that makes bots, and its account."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import UserId
from hodhod.store.bots import Bot
from hodhod.store.database import Database, Executor


@dataclass(frozen=True, slots=True)
class Talk:
    """What somebody tells next.

    Attributes:
        step: What it is.
        bot_id: The bot that it is about, or None.
        name: What was told before.
    """

    step: str
    bot_id: UserId | None = None
    name: str = ""


async def put_talk(main: Executor, user_id: UserId, talk: Talk) -> None:
    """Write what somebody tells next."""
    await main.execute("put_father_talk", user_id, talk.step, talk.bot_id, talk.name)


async def talk_with(main: Executor, user_id: UserId) -> Talk | None:
    """Return what somebody tells next; None if nothing is waited for."""
    row = await main.fetchrow("father_talk", user_id)
    if row is None:
        return None
    bot_id = row["bot_id"]
    return Talk(row["step"], None if bot_id is None else UserId(bot_id), row["name"])


async def end_talk(main: Executor, user_id: UserId) -> None:
    """Wait for nothing any more."""
    await main.execute("end_father_talk", user_id)


async def make_known_bot(main: Database, bot: Bot, name: str, public_name: str) -> None:
    """Make a bot that the server itself speaks for, unless it is there."""
    async with main.transaction() as change:
        made = await change.fetchval("insert_known_bot", bot.bot_id, name, bot.created_at)
        if made is None:
            return
        await change.execute("insert_bot", bot.bot_id, bot.owner_id, bot.nonce, bot.created_at)
        if await change.fetchval("claim_username", public_name, bot.bot_id) is not None:
            await change.execute("set_username", bot.bot_id, public_name)
