"""answerInlineQuery.

Source: https://core.telegram.org/bots/api#answerinlinequery
"""

from __future__ import annotations

from hodhod.actions.bots.inline.offering import Offer, offer
from hodhod.botapi.convert.inline import from_result
from hodhod.botapi.methods.queries import query_number
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.inline_result import InlineQueryResult, InlineQueryResultsButton
from hodhod.tl import types


class AnswerInlineQuery(Params, kw_only=True):
    """Which query, and what is offered."""

    inline_query_id: str
    results: list[InlineQueryResult]
    cache_time: int = 300
    is_personal: bool = False
    next_offset: str | None = None
    button: InlineQueryResultsButton | None = None
    switch_pm_text: str | None = None
    switch_pm_parameter: str | None = None


@method
async def answer_inline_query(bot: Bot, asked: AnswerInlineQuery) -> bool:
    """Offer something to whoever has written the bot's name."""
    button = asked.button
    if button is None and asked.switch_pm_text:
        button = InlineQueryResultsButton(
            text=asked.switch_pm_text, start_parameter=asked.switch_pm_parameter or ""
        )
    switch_pm = page = None
    if button is not None and button.web_app is not None:
        page = types.InlineBotWebView(text=button.text, url=button.web_app.url)
    elif button is not None:
        param = button.start_parameter or ""
        switch_pm = types.InlineBotSwitchPM(text=button.text, start_param=param)
    what = Offer(
        results=[from_result(bot, one) for one in asked.results],
        cache_time=asked.cache_time,
        private=asked.is_personal,
        gallery=bool(asked.results) and all(one.type in GALLERY for one in asked.results),
        next_offset=asked.next_offset or "",
        switch_pm=switch_pm,
        switch_webview=page,
    )
    await offer(bot.app, bot.caller, query_number(asked.inline_query_id), what)
    return True


GALLERY = frozenset(("photo", "gif", "mpeg4_gif", "sticker"))
"""Types of results that are shown side by side when there are no others."""
