"""deleteWebhook, getWebhookInfo.

Source: https://core.telegram.org/bots/api#getwebhookinfo
"""

from __future__ import annotations

from hodhod.botapi.registry import Bot, Nothing, Params, method
from hodhod.botapi.types.base import Object
from hodhod.botapi.updates.pulling import KEPT_S
from hodhod.domain.ids import box_of_user
from hodhod.store.bot_updates import count_waiting, drop_before, queue_of


class WebhookInfo(Object):
    """Where updates are brought to, and how that goes."""

    url: str
    has_custom_certificate: bool
    pending_update_count: int


class DeleteWebhook(Params):
    """Whether what waits is forgotten."""

    drop_pending_updates: bool = False


@method
async def delete_webhook(bot: Bot, asked: DeleteWebhook) -> bool:
    """Let the bot ask for its updates itself."""
    if asked.drop_pending_updates:
        shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
        async with bot.hub.reader(bot_id) as reader:
            await bot.hub.read(reader)
        await drop_before(shard, bot_id, (await queue_of(shard, bot_id)).next_id)
    return True


@method
async def get_webhook_info(bot: Bot, _: Nothing) -> WebhookInfo:
    """Tell where updates are brought to."""
    shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
    async with bot.hub.reader(bot_id) as reader:
        await bot.hub.read(reader)
    count = await count_waiting(shard, bot_id, bot.app.now - KEPT_S)
    return WebhookInfo(url="", has_custom_certificate=False, pending_update_count=count)
