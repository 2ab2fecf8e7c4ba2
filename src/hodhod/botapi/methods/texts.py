"""sendMessage.

Source: https://core.telegram.org/bots/api#sendmessage
"""

from __future__ import annotations

from hodhod.actions.previews.attach import preview_of
from hodhod.botapi.chats import access_named
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.sending import (
    SendParams,
    deliver,
    new_number,
    text_with,
)
from hodhod.botapi.types.inline_result import LinkPreviewOptions
from hodhod.botapi.types.message import Message, MessageEntity
from hodhod.domain.outgoing import Outgoing


class SendMessage(SendParams, kw_only=True):
    """A text."""

    text: str
    parse_mode: str | None = None
    entities: list[MessageEntity] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    disable_web_page_preview: bool = False


@method
async def send_message(bot: Bot, asked: SendMessage) -> Message:
    """Send a text."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    text, entities = text_with(bot, asked.text, asked.parse_mode, asked.entities)
    options = asked.link_preview_options or LinkPreviewOptions()
    hidden = options.is_disabled or asked.disable_web_page_preview
    outgoing = Outgoing(
        random_id=new_number(bot),
        text=text,
        entities=entities,
        media=None if hidden else await preview_of(bot.app, text, entities),
        invert_media=options.show_above_text,
    )
    return (await deliver(bot, peer, asked, [outgoing]))[0]
