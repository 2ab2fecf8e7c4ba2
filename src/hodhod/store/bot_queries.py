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
    """

    query_id: int
    bot_id: UserId
    user_id: UserId
    node: Node
    expires_at: int


async def put_query(main: Executor, query: BotQuery) -> None:
    """Note a question."""
    await main.execute(
        "put_bot_query", query.query_id, query.bot_id, query.user_id, query.node, query.expires_at
    )


async def take_query(main: Executor, query_id: int, bot_id: UserId, now: int) -> Node | None:
    """Return where somebody waits for an answer, once; None if nobody does, or not of this bot."""
    row = await main.fetchrow("take_bot_query", query_id, bot_id, now)
    return None if row is None else Node(row["node"])


async def forget_queries(main: Executor, before: int) -> None:
    """Forget what no bot has answered in time."""
    await main.execute("forget_bot_queries", before)
