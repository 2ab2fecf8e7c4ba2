"""How a bot behaves, as its owner chooses.

Source: https://core.telegram.org/bots/features#botfather-commands
"""

from __future__ import annotations

from typing import Final

from hodhod.actions.app import App
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.text import line
from hodhod.store.bots import set_feedback, set_modes, set_placeholder

PLACEHOLDER_UNITS: Final = 64
EVERYTHING: Final = 100
"""Per cent."""


async def set_mode(app: App, bot_id: UserId, mode: BotMode, *, on: bool) -> None:
    """Choose whether a bot behaves in a way."""
    account = await app.store.users.get(bot_id)
    if account is not None:
        before = account.bot_modes
        await set_modes(app.store.main, bot_id, before | mode if on else before & ~mode)


async def set_inline(app: App, bot_id: UserId, placeholder: str | None) -> None:
    """Let a bot be asked by its name, and say what is shown to whoever does; None for not at all.

    Raises:
        RpcError: 400 BOT_INLINE_DISABLED: there is nothing to show.
    """
    shown = None if placeholder is None else line(placeholder, PLACEHOLDER_UNITS)
    if shown is not None and not shown:
        raise bad_request("BOT_INLINE_DISABLED")
    await set_placeholder(app.store.main, bot_id, shown)


async def set_inline_feedback(app: App, bot_id: UserId, percent: int) -> None:
    """Choose of how many of a hundred results that were sent a bot hears.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    if not 0 <= percent <= EVERYTHING:
        raise bad_request("LIMIT_INVALID")
    await set_feedback(app.store.main, bot_id, percent)
