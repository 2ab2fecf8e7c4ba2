"""answerCallbackQuery.

Source: https://core.telegram.org/bots/api#answercallbackquery
"""

from __future__ import annotations

from hodhod.actions.bots.callbacks import CallbackAnswer, answer_press
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_DIGITS = 20


class AnswerCallbackQuery(Params, kw_only=True):
    """Which query, and what is said."""

    callback_query_id: str
    text: str = ""
    show_alert: bool = False
    url: str | None = None
    cache_time: int = 0


@method
async def answer_callback_query(bot: Bot, asked: AnswerCallbackQuery) -> bool:
    """Say something to whoever pressed a button."""
    answer = CallbackAnswer(asked.text, asked.url, asked.show_alert, asked.cache_time)
    await answer_press(bot.app, bot.caller, query_number(asked.callback_query_id), answer)
    return True


def query_number(named: str) -> int:
    """Return the number of a query.

    Raises:
        BotError: 400: it is no number.
    """
    digits = named.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS):
        raise BadRequest(TOO_OLD)
    number = int(named)
    if not -(1 << 63) <= number < 1 << 63:
        raise BadRequest(TOO_OLD)
    return number
