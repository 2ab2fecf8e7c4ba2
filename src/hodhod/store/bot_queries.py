"""What was asked of bots and is not answered yet."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.event import Node
from hodhod.domain.ids import UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class BotQuery:
    """A question.

    Attributes:
        query_id: Its number.
        bot_id: Who is asked.
        user_id: Who asks.
        node: Where they wait.
        expires_at: Unix time until which they do.
        words: What was written behind the bot's name; None for a pressed button.
        asked_from: What was asked, and from where, as a hash.
    """

    query_id: int
    bot_id: UserId
    user_id: UserId
    node: Node
    expires_at: int
    words: str | None = None
    asked_from: bytes | None = None


async def put_query(main: Executor, query: BotQuery) -> None:
    """Note a question."""
    await main.execute(
        "put_bot_query",
        query.query_id,
        query.bot_id,
        query.user_id,
        query.node,
        query.expires_at,
        query.words,
        query.asked_from,
    )


async def take_query(
    main: Executor, query_id: int, bot_id: UserId, now: int, *, inline: bool
) -> BotQuery | None:
    """Return a question that somebody waits for the answer of, once.

    Args:
        main: The database.
        query_id: Its number.
        bot_id: Who answers.
        now: Unix seconds.
        inline: Whether it is about words behind the bot's name, not about a button.

    Returns:
        The question; None if nobody waits any more, or not for this bot, or not for that.
    """
    row = await main.fetchrow("take_bot_query", query_id, bot_id, now, inline)
    if row is None:
        return None
    return BotQuery(
        row["query_id"],
        UserId(row["bot_id"]),
        UserId(row["user_id"]),
        Node(row["node"]),
        row["expires_at"],
        row["words"],
        row["asked_from"],
    )


async def forget_queries(main: Executor, before: int) -> None:
    """Forget what no bot has answered in time."""
    await main.execute("forget_bot_queries", before)
