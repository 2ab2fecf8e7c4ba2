"""What bots have offered to those who wrote their names."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import UserId
from hodhod.store.database import Executor, Row

EVERYBODY = UserId(0)


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """An answer.

    Attributes:
        query_id: Its number.
        bot_id: Who has offered it.
        user_id: To whom; EVERYBODY if others may be offered the same.
        asked_from: What was asked, and from where, as a hash.
        words: What was asked.
        answer: TL messages.botResults.
        fresh_until: Unix time until which it is offered again without asking the bot.
        kept_until: Unix time until which its results may be sent.
    """

    query_id: int
    bot_id: UserId
    user_id: UserId
    asked_from: bytes
    words: str
    answer: bytes
    fresh_until: int
    kept_until: int


async def put_answer(main: Executor, one: InlineAnswer) -> None:
    """Keep an answer."""
    await main.execute(
        "put_inline_answer",
        one.query_id,
        one.bot_id,
        one.user_id,
        one.asked_from,
        one.words,
        one.answer,
        one.fresh_until,
        one.kept_until,
    )


async def fresh_answer(
    main: Executor, bot_id: UserId, asked_from: bytes, user_id: UserId, now: int
) -> InlineAnswer | None:
    """Return what a bot has offered lately to whoever asked the same, if somebody may have it."""
    row = await main.fetchrow("fresh_inline_answer", bot_id, asked_from, user_id, now)
    return None if row is None else _answer(row)


async def answer_of(
    main: Executor, query_id: int, user_id: UserId, now: int
) -> InlineAnswer | None:
    """Return what was offered to somebody, unless that is long ago."""
    row = await main.fetchrow("inline_answer", query_id, user_id, now)
    return None if row is None else _answer(row)


async def forget_answers(main: Executor, before: int) -> None:
    """Forget what nobody will send any more."""
    await main.execute("forget_inline_answers", before)


def _answer(row: Row) -> InlineAnswer:
    return InlineAnswer(
        row["query_id"],
        UserId(row["bot_id"]),
        UserId(row["user_id"]),
        row["asked_from"],
        row["words"],
        row["answer"],
        row["fresh_until"],
        row["kept_until"],
    )
