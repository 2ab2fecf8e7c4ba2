"""What a bot offers to whoever has written its name.

Source: https://core.telegram.org/method/messages.setInlineBotResults
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.inline.results import offered
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.event import QueryAnswered
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.text import line
from hodhod.store.bot_queries import take_query
from hodhod.store.inline_answers import EVERYBODY, InlineAnswer, put_answer
from hodhod.tl import types

RESULTS_LIMIT, OFFSET_BYTES, TEXT_UNITS = 50, 64, 64

LONGEST_S = 86_400
"""Seconds for which an answer is offered again."""

KEPT_S = 3_600
"""Seconds for which a result may be sent after it was offered for the last time."""

_PARAM = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a bot offers.

    Attributes:
        results: In order.
        cache_time: Seconds for which it may be offered again.
        private: Whether to the same person only.
        gallery: Whether they are shown as pictures side by side.
        next_offset: What is asked with for more, empty if there is no more.
        switch_pm: A button that leads to the bot, or None.
        switch_webview: A button that opens a page of the bot's, or None.
    """

    results: Sequence[types.TypeInputBotInlineResult]
    cache_time: int = 300
    private: bool = False
    gallery: bool = False
    next_offset: str = ""
    switch_pm: types.InlineBotSwitchPM | None = None
    switch_webview: types.InlineBotWebView | None = None


async def offer(app: App, bot: Caller, query_id: int, what: Offer) -> None:
    """Answer what was asked of a bot by its name.

    Raises:
        RpcError: 400 QUERY_ID_INVALID: nobody waits any more; RESULTS_TOO_MUCH,
            RESULT_ID_DUPLICATE, NEXT_OFFSET_INVALID, SWITCH_PM_TEXT_EMPTY, START_PARAM_INVALID,
            SWITCH_WEBVIEW_URL_INVALID, and what is wrong with a result.
    """
    if len(what.results) > RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(what.next_offset.encode()) > OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    if len({one.id for one in what.results}) != len(what.results):
        raise bad_request("RESULT_ID_DUPLICATE")
    _require_buttons(what)
    results = [await offered(app, bot, one) for one in what.results]
    query = await take_query(app.store.main, query_id, bot.me, app.now, inline=True)
    if query is None or query.words is None or query.asked_from is None:
        raise bad_request("QUERY_ID_INVALID")
    answer = types.messages.BotResults(
        gallery=what.gallery,
        query_id=query_id,
        next_offset=what.next_offset or None,
        switch_pm=what.switch_pm,
        switch_webview=what.switch_webview,
        results=results,
        cache_time=0,
        users=[],
    )
    fresh_until = app.now + min(max(0, what.cache_time), LONGEST_S)
    await put_answer(
        app.store.main,
        InlineAnswer(
            query_id,
            bot.me,
            query.user_id if what.private else EVERYBODY,
            query.asked_from,
            query.words,
            tl.encode(answer, CONTENT_LAYER),
            fresh_until,
            fresh_until + KEPT_S,
        ),
    )
    # Whoever waits reads the answer where it is kept.
    await app.bus.publish([QueryAnswered(query_id, b"", (query.node,))])


def _require_buttons(what: Offer) -> None:
    if what.switch_pm is not None:
        if not line(what.switch_pm.text, TEXT_UNITS):
            raise bad_request("SWITCH_PM_TEXT_EMPTY")
        if not _PARAM.fullmatch(what.switch_pm.start_param):
            raise bad_request("START_PARAM_INVALID")
    if what.switch_webview is not None:
        if not line(what.switch_webview.text, TEXT_UNITS):
            raise bad_request("SWITCH_PM_TEXT_EMPTY")
        if not what.switch_webview.url.lower().startswith(("http://", "https://")):
            raise bad_request("SWITCH_WEBVIEW_URL_INVALID")
