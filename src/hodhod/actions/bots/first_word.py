"""Bots do not write first: a person begins, and other bots are not written to at all.

Source: https://core.telegram.org/bots/features#what-features-do-bots-have
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.meeting import has_talked
from hodhod.domain.account import Standing
from hodhod.domain.caller import Caller
from hodhod.domain.errors import forbidden
from hodhod.domain.ids import UserId


async def require_started(app: App, bot: Caller, other: UserId, standing: Standing) -> None:
    """Check that a bot may write to somebody: they have written to it.

    Args:
        app: The working parts.
        bot: Who wants to write.
        other: To whom.
        standing: What is known of the two.

    Raises:
        RpcError: 403 BOT_NOT_STARTED, USER_IS_BOT.
    """
    if standing.is_bot:
        raise forbidden("USER_IS_BOT")
    if not await has_talked(app, bot.me, other):
        raise forbidden("BOT_NOT_STARTED")
