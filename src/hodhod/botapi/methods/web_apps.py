"""answerWebAppQuery.

Source: https://core.telegram.org/bots/api#answerwebappquery
"""

from __future__ import annotations

from hodhod.actions.bots.web_apps import answer_page
from hodhod.botapi.convert.inline import from_result
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.inline_result import InlineQueryResult, SentWebAppMessage
from hodhod.domain.inline_message import written


class AnswerWebAppQuery(Params, kw_only=True):
    """Which page, and what is sent."""

    web_app_query_id: str
    result: InlineQueryResult


@method
async def answer_web_app_query(bot: Bot, asked: AnswerWebAppQuery) -> SentWebAppMessage:
    """Send something in the name of whoever has a page of the bot's open."""
    result = from_result(bot, asked.result)
    name = await answer_page(bot.app, bot.caller, asked.web_app_query_id, result)
    return SentWebAppMessage(inline_message_id=None if name is None else written(name))
