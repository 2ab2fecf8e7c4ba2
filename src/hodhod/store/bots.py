"""Bots: who made them and what their tokens are made from; keys that were logged out beside us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.bot_mode import BotMode
from hodhod.domain.ids import UserId
from hodhod.store.database import Database, Executor, Row


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot.

    Attributes:
        bot_id: Its account.
        owner_id: Who made it; the service account if the operator did.
        nonce: What its token is computed from.
        created_at: Unix seconds.
    """

    bot_id: UserId
    owner_id: UserId
    nonce: bytes
    created_at: int


async def create_bot(
    main: Database, *, name: str, public_name: str, owner_id: UserId, nonce: bytes, now: int
) -> Bot | None:
    """Make an account for a bot, or return None when somebody has the public name."""
    async with main.transaction() as change:
        bot_id = await change.fetchval("insert_user", None, name, "", "", True, now)
        assert isinstance(bot_id, int)
        if await change.fetchval("claim_username", public_name, bot_id) is None:
            await change.execute("erase_user", bot_id)
            return None
        await change.execute("set_username", bot_id, public_name)
        await change.execute("insert_bot", bot_id, owner_id, nonce, now)
    return Bot(UserId(bot_id), owner_id, nonce, now)


async def find_bot(main: Executor, bot_id: UserId) -> Bot | None:
    """Return a bot; None if there is none, or not any more."""
    row = await main.fetchrow("bot", bot_id)
    return None if row is None else _bot(row)


async def bots_of(main: Executor, owner_id: UserId) -> list[Bot]:
    """Return the bots of an owner, the oldest first."""
    return [_bot(row) for row in await main.fetch("bots_of", owner_id)]


async def page_of_bots(main: Executor, after: int, limit: int) -> list[Bot]:
    """Return bots in the order of their ids, those after an id."""
    return [_bot(row) for row in await main.fetch("bots_after", after, limit)]


async def set_nonce(main: Executor, bot_id: UserId, nonce: bytes) -> None:
    """Give a bot another token."""
    await main.execute("set_bot_nonce", bot_id, nonce)


async def set_modes(main: Executor, bot_id: UserId, modes: BotMode) -> None:
    """Write how a bot behaves."""
    await main.execute("set_bot_modes", bot_id, int(modes))


async def set_placeholder(main: Executor, bot_id: UserId, placeholder: str | None) -> None:
    """Write what is shown to whoever writes a bot's name; None if it is not asked so."""
    await main.execute("set_inline_placeholder", bot_id, placeholder)


async def set_feedback(main: Executor, bot_id: UserId, percent: int) -> None:
    """Write of how many of a hundred results that were sent a bot hears."""
    await main.execute("set_inline_feedback", bot_id, percent)


async def feedback_of(main: Executor, bot_id: UserId) -> int:
    """Return of how many of a hundred results that were sent a bot hears."""
    percent = await main.fetchval("inline_feedback", bot_id)
    return percent if isinstance(percent, int) else 0


async def note_ended_logins(main: Executor, auth_key_ids: Sequence[int], now: int) -> None:
    """Let the servers know of keys that a process without sessions has logged out."""
    await main.execute("note_ended_logins", list(auth_key_ids), now)


async def ended_logins_after(main: Executor, number: int, limit: int) -> list[tuple[int, int]]:
    """Return what was noted since, in order: its number, and the key."""
    rows = await main.fetch("ended_logins_after", number, limit)
    return [(row["number"], row["auth_key_id"]) for row in rows]


async def last_ended_login(main: Executor) -> int:
    """Return the number of the newest note, 0 if there is none."""
    number = await main.fetchval("last_ended_login")
    assert isinstance(number, int)
    return number


async def forget_ended_logins(main: Executor, before: int) -> None:
    """Forget what was noted before a Unix second."""
    await main.execute("forget_ended_logins", before)


def _bot(row: Row) -> Bot:
    return Bot(UserId(row["bot_id"]), UserId(row["owner_id"]), row["nonce"], row["created_at"])
