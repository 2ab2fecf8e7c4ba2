"""What all that is sent has in common: where to, what it answers, its keyboard, its formatting.

Source: https://core.telegram.org/bots/api#sendmessage
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.compose import Formatted, caption_of, keyboard_of, text_of
from hodhod.actions.messages.replies import reply_for
from hodhod.actions.messages.send import send
from hodhod.botapi.chats import ChatId, access_named, input_peer
from hodhod.botapi.convert.entities import from_entities
from hodhod.botapi.convert.keyboard import from_markup
from hodhod.botapi.convert.message import to_message
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.markup import parse
from hodhod.botapi.registry import Bot, Params
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.markup import ReplyMarkup
from hodhod.botapi.types.message import Message, MessageEntity
from hodhod.botapi.updates.telling import sight_of
from hodhod.domain.ids import BoxId, MsgId, PeerId, is_channel
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.tl import types


class ReplyParameters(Object):
    """What is answered."""

    message_id: int
    chat_id: ChatId | None = None
    allow_sending_without_reply: bool = False
    quote: str | None = None
    quote_parse_mode: str | None = None
    quote_entities: list[MessageEntity] | None = None
    quote_position: int | None = None


class SendParams(Params):
    """What all that is sent has in common."""

    chat_id: ChatId
    message_thread_id: int | None = None
    disable_notification: bool = False
    protect_content: bool = False
    reply_parameters: ReplyParameters | None = None
    reply_to_message_id: int | None = None
    allow_sending_without_reply: bool = False
    reply_markup: ReplyMarkup | None = None


def text_with(
    bot: Bot, text: str, mode: str | None, entities: Sequence[MessageEntity] | None
) -> Formatted:
    """Return a text with its formatting, written in it or given beside it.

    Raises:
        BotError: 400 can't parse entities.
        RpcError: 400 MESSAGE_EMPTY, MESSAGE_TOO_LONG, ENTITIES_TOO_LONG.
    """
    if entities:
        return text_of(bot.app, bot.caller, text, from_entities(entities))
    parsed = parse(text, mode)
    return text_of(bot.app, bot.caller, parsed.text, parsed.entities)


def caption_with(
    bot: Bot, text: str | None, mode: str | None, entities: Sequence[MessageEntity] | None
) -> Formatted:
    """Return a caption with its formatting, perhaps an empty one.

    Raises:
        BotError: 400 can't parse entities.
        RpcError: 400 MEDIA_CAPTION_TOO_LONG, ENTITIES_TOO_LONG.
    """
    if entities:
        return caption_of(bot.app, bot.caller, text or "", from_entities(entities))
    parsed = parse(text or "", mode)
    return caption_of(bot.app, bot.caller, parsed.text, parsed.entities)


def markup_of(bot: Bot, markup: ReplyMarkup | None) -> types.TypeReplyMarkup | None:
    """Return the keyboard of a message.

    Raises:
        BotError: 400: it is of no kind, or a button says nothing.
        RpcError: 400: there is too much of it, or a button leads nowhere.
    """
    return keyboard_of(bot.app, bot.caller, from_markup(markup))


async def deliver(
    bot: Bot, peer: PeerId, asked: SendParams, messages: Sequence[Outgoing]
) -> list[Message]:
    """Send messages with what all have in common, and return them as the bot sees them."""
    bot.hub.limits.use(bot.caller.me, peer, len(messages))
    reply = await _reply(bot, peer, asked)
    complete = [
        replace(
            one,
            reply_to=reply,
            reply_markup=markup_of(bot, asked.reply_markup),
            silent=asked.disable_notification,
            noforwards=asked.protect_content,
            topic_id=asked.message_thread_id,
        )
        for one in messages
    ]
    return await shown(bot, await send(bot.app, bot.caller, peer, complete))


async def carry(bot: Bot, asked: SendParams, media: types.TypeInputMedia) -> Message:
    """Send a media without words, and return the message as the bot sees it."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    carried = await media_of(bot.app, bot.caller, media)
    outgoing = Outgoing(random_id=new_number(bot), media=carried)
    return (await deliver(bot, peer, asked, [outgoing]))[0]


async def shown(bot: Bot, answer: types.TypeUpdates) -> list[Message]:
    """Return the messages of an answer as the bot sees them."""
    if not isinstance(answer, types.Updates):
        raise TypeError(answer)
    found = [
        one.message
        for one in answer.updates
        if isinstance(
            one,
            types.UpdateNewMessage
            | types.UpdateNewChannelMessage
            | types.UpdateEditMessage
            | types.UpdateEditChannelMessage,
        )
    ]
    messages = [one for one in found if isinstance(one, types.Message | types.MessageService)]
    sight = await sight_of(bot.app, bot.caller.me, messages, known=answer)
    return [to_message(sight, one) for one in messages]


def new_number(bot: Bot) -> int:
    """Return a number for a message: over HTTP each request is one of its own."""
    return int.from_bytes(bot.app.entropy(8), "little", signed=True) or 1


async def _reply(bot: Bot, peer: PeerId, asked: SendParams) -> ReplyTo | None:
    wanted = asked.reply_parameters
    if wanted is None:
        if not asked.reply_to_message_id:
            return None
        wanted = ReplyParameters(
            message_id=asked.reply_to_message_id,
            allow_sending_without_reply=asked.allow_sending_without_reply,
        )
    if wanted.message_id <= 0:
        raise BadRequest("message to be replied not found")
    entities: Sequence[types.TypeMessageEntity] = from_entities(wanted.quote_entities)
    quote = wanted.quote
    if quote and not entities:
        parsed = parse(quote, wanted.quote_parse_mode)
        quote, entities = parsed.text, parsed.entities
    elsewhere = None if wanted.chat_id is None else await input_peer(bot.app, wanted.chat_id)
    named = types.InputReplyToMessage(
        reply_to_msg_id=wanted.message_id,
        reply_to_peer_id=elsewhere,
        quote_text=quote,
        quote_entities=entities or None,
        quote_offset=wanted.quote_position,
    )
    found = await reply_for(bot.app, bot.caller, peer, named)
    if wanted.allow_sending_without_reply and found is not None and found.elsewhere is None:
        box = BoxId(peer) if is_channel(peer) else bot.caller.box
        message = await bot.app.store.messages.get(box, MsgId(found.msg_id))
        if message is None or message.peer_id != peer:
            return None
    return found
