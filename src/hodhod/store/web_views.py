"""Pages of bots that are open in somebody's client."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class WebView:
    """A page.

    Attributes:
        query_id: Its number.
        bot_id: Whose it is.
        user_id: Who has it open.
        peer_id: Where what the bot answers is sent to, as they call it.
        reply_to: What that answers there, or None.
        topic_id: The thread that it belongs to, or None.
        send_as: In whose name it is sent, None for their own.
        silent: Whether it makes no sound.
        kept_until: Unix time until which the bot may answer.
    """

    query_id: int
    bot_id: UserId
    user_id: UserId
    peer_id: PeerId
    reply_to: int | None
    topic_id: int | None
    send_as: PeerId | None
    silent: bool
    kept_until: int


async def put_view(main: Executor, view: WebView) -> None:
    """Note that a page is open."""
    await main.execute("put_web_view", *_columns(view))


async def prolong_view(main: Executor, view: WebView, now: int) -> bool:
    """Note that a page is still open; False if it was closed."""
    return await main.fetchval("prolong_web_view", *_columns(view), now) is not None


async def take_view(main: Executor, query_id: int, bot_id: UserId, now: int) -> WebView | None:
    """Return a page of a bot's, once; None if it is open no more."""
    row = await main.fetchrow("take_web_view", query_id, bot_id, now)
    if row is None:
        return None
    send_as = row["send_as"]
    return WebView(
        row["query_id"],
        UserId(row["bot_id"]),
        UserId(row["user_id"]),
        PeerId(row["peer_id"]),
        row["reply_to"],
        row["topic_id"],
        None if send_as is None else PeerId(send_as),
        row["silent"],
        row["kept_until"],
    )


async def forget_views(main: Executor, before: int) -> None:
    """Forget pages that were closed."""
    await main.execute("forget_web_views", before)


def _columns(view: WebView) -> tuple[object, ...]:
    return (
        view.query_id,
        view.bot_id,
        view.user_id,
        view.peer_id,
        view.reply_to,
        view.topic_id,
        view.send_as,
        view.silent,
        view.kept_until,
    )
