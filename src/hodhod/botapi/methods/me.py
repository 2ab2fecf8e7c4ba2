"""getMe, logOut, close."""

from __future__ import annotations

from hodhod.botapi.registry import Bot, Nothing, method
from hodhod.botapi.types.chat import User
from hodhod.domain.bot_mode import BotMode


@method
async def get_me(bot: Bot, _: Nothing) -> User:
    """Tell who the bot is."""
    account = await bot.app.store.users.get(bot.caller.me)
    assert account is not None
    return User(
        id=account.user_id,
        is_bot=True,
        first_name=account.first_name,
        last_name=account.last_name or None,
        username=account.username,
        can_join_groups=BotMode.STAYS_OUT not in account.bot_modes,
        can_read_all_group_messages=BotMode.HEARS_ALL in account.bot_modes,
        supports_inline_queries=account.inline_placeholder is not None,
        can_connect_to_business=False,
        has_main_web_app=False,
        has_topics_enabled=False,
    )


@method
async def log_out(_bot: Bot, _: Nothing) -> bool:
    """Say that the bot goes to another server: here there is nothing to end."""
    return True


@method
async def close(_bot: Bot, _: Nothing) -> bool:
    """Say that the bot goes to another server: here there is nothing to end."""
    return True
