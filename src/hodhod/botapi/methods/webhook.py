"""setWebhook, deleteWebhook, getWebhookInfo.

Source: https://core.telegram.org/bots/api#setwebhook
"""

from __future__ import annotations

import re
import ssl

import msgspec

from hodhod.actions.media.uploads import uploaded_bytes
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.files import attached
from hodhod.botapi.registry import Bot, Nothing, Params, method
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.update import KINDS
from hodhod.botapi.updates.pulling import KEPT_S
from hodhod.botapi.updates.webhook import AT_ONCE, Webhook, check_address
from hodhod.domain.ids import box_of_user
from hodhod.previews.guard import MAX_URL, RefusedError
from hodhod.store.bot_updates import count_waiting, drop_before, queue_of, set_allowed
from hodhod.store.webhooks import set_webhook as keep_webhook
from hodhod.store.webhooks import webhook_of

USUAL_CONNECTIONS = 40
CERTIFICATE_BYTES = 64 * 1024
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}", re.ASCII)


class WebhookInfo(Object):
    """Where updates are brought to, and how that goes."""

    url: str
    has_custom_certificate: bool
    pending_update_count: int
    last_error_date: int | None = None
    last_error_message: str | None = None
    max_connections: int | None = None
    allowed_updates: list[str] | None = None


class SetWebhook(Params, kw_only=True):
    """Where to, on what terms; an empty address is nowhere."""

    url: str
    certificate: str | None = None
    ip_address: str | None = None
    max_connections: int = USUAL_CONNECTIONS
    allowed_updates: list[str] | None = None
    drop_pending_updates: bool = False
    secret_token: str = ""


@method
async def set_webhook(bot: Bot, asked: SetWebhook) -> bool:
    """Bring updates to an address from now on."""
    shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
    url = asked.url.strip()
    if not _SECRET.fullmatch(asked.secret_token):
        raise BadRequest("secret token contains unallowed characters")
    if url:
        _check(bot, url)
    if asked.allowed_updates is not None:
        kinds = [one for one in dict.fromkeys(asked.allowed_updates) if one in KINDS]
        await set_allowed(shard, bot_id, kinds or None)
    if asked.drop_pending_updates:
        await _drop(bot)
    webhook = Webhook(
        url=url,
        secret=asked.secret_token,
        connections=min(max(1, asked.max_connections), AT_ONCE),
        certificate=await _certificate(bot, asked.certificate),
    )
    await keep_webhook(shard, bot_id, msgspec.json.encode(webhook) if url else None)
    bot.hub.webhook_changed(bot_id)
    return True


class DeleteWebhook(Params):
    """Whether what waits is forgotten."""

    drop_pending_updates: bool = False


@method
async def delete_webhook(bot: Bot, asked: DeleteWebhook) -> bool:
    """Let the bot ask for its updates itself."""
    if asked.drop_pending_updates:
        await _drop(bot)
    shard = bot.app.store.shard(box_of_user(bot.caller.me))
    await keep_webhook(shard, bot.caller.me, None)
    bot.hub.webhook_changed(bot.caller.me)
    return True


@method
async def get_webhook_info(bot: Bot, _: Nothing) -> WebhookInfo:
    """Tell where updates are brought to."""
    shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
    async with bot.hub.reader(bot_id) as reader:
        await bot.hub.read(reader)
    kept = await webhook_of(shard, bot_id)
    allowed = (await queue_of(shard, bot_id)).allowed
    made = WebhookInfo(
        url="",
        has_custom_certificate=False,
        pending_update_count=await count_waiting(shard, bot_id, bot.app.now - KEPT_S),
        allowed_updates=None if allowed is None else sorted(allowed),
    )
    if kept.body is not None:
        webhook = msgspec.json.decode(kept.body, type=Webhook)
        made.url, made.max_connections = webhook.url, webhook.connections
        made.has_custom_certificate = bool(webhook.certificate)
        made.last_error_date, made.last_error_message = kept.error_at, kept.error
    return made


def _check(bot: Bot, url: str) -> None:
    private = bot.app.policy.bot_private_webhooks
    if len(url) > MAX_URL:
        raise BadRequest("bad webhook: URL is too long")
    if not private and not url.lower().startswith("https://"):
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    try:
        check_address(url, private=private)
    except (RefusedError, ValueError) as error:
        raise BadRequest(f"bad webhook: {error}") from None


async def _certificate(bot: Bot, name: str | None) -> str:
    upload = attached(bot, name)
    if upload is None:
        if name:
            raise BadRequest("bad webhook: certificate must be uploaded as an InputFile")
        return ""
    data = await uploaded_bytes(bot.app, bot.caller, upload.file, CERTIFICATE_BYTES)
    try:
        text = data.decode("ascii")
        ssl.create_default_context(cadata=text)
    except (UnicodeDecodeError, ssl.SSLError, ValueError):
        raise BadRequest("bad webhook: certificate is not in PEM") from None
    return text


async def _drop(bot: Bot) -> None:
    """Forget what has happened until now."""
    shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
    async with bot.hub.reader(bot_id) as reader:
        await bot.hub.read(reader)
    await drop_before(shard, bot_id, (await queue_of(shard, bot_id)).next_id)
