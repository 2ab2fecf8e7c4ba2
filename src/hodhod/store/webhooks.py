"""Where the updates of bots are brought to."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.event import Node
from hodhod.domain.ids import UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class KeptWebhook:
    """A webhook.

    Attributes:
        body: Its terms, JSON; None for none.
        error: What went wrong last.
        error_at: Unix time at which it did.
    """

    body: bytes | None = None
    error: str | None = None
    error_at: int | None = None


async def set_webhook(shard: Executor, bot_id: UserId, body: bytes | None) -> None:
    """Bring a bot's updates to an address from now on; None for nowhere."""
    await shard.execute("set_webhook", bot_id, body)


async def webhook_of(shard: Executor, bot_id: UserId) -> KeptWebhook:
    """Return where a bot's updates are brought to."""
    row = await shard.fetchrow("webhook", bot_id)
    if row is None:
        return KeptWebhook()
    return KeptWebhook(row["webhook"], row["error"], row["error_at"])


async def bots_with_webhooks(shard: Executor) -> list[UserId]:
    """Return the bots of a shard whose updates are brought to them."""
    return [UserId(row["bot_id"]) for row in await shard.fetch("bots_with_webhooks")]


async def hold_webhook(
    shard: Executor, bot_id: UserId, node: Node, *, until: int, now: int
) -> bytes | None:
    """Be the node that brings a bot's updates; return the terms, None if it is not to be."""
    body = await shard.fetchval("hold_webhook", bot_id, node, until, now)
    assert body is None or isinstance(body, bytes)
    return body


async def note_error(shard: Executor, bot_id: UserId, error: str, now: int) -> None:
    """Note what went wrong."""
    await shard.execute("note_webhook_error", bot_id, error, now)
