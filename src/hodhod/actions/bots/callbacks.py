"""Pressed buttons: the bot is told, and whoever pressed waits for what it says.

    getBotCallbackAnswer ─► updateBotCallbackQuery in the bot's box ─► setBotCallbackAnswer

Source: https://core.telegram.org/api/bots/buttons#callback-queries
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.auth.password import check_proof
from hodhod.actions.bots.asked import WAIT_S, tell_bot
from hodhod.actions.messages.reach import access_message
from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.event import QueryAnswered
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    is_channel,
    is_user,
    to_tl_peer,
)
from hodhod.domain.inline_message import inline_name
from hodhod.domain.link import checked_url
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.text import utf16_len
from hodhod.store.bot_queries import BotQuery, put_query, take_query
from hodhod.store.message_changes import find_copies
from hodhod.tl import types

TEXT_UNITS = 200
"""UTF-16 units of what is said to whoever pressed."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a bot says.

    Attributes:
        text: Shown to whoever pressed, perhaps nothing.
        url: Opened for them, or None.
        alert: Whether the text stays until it is closed.
        cache_time: Seconds for which their client may say the same again by itself.
    """

    text: str = ""
    url: str | None = None
    alert: bool = False
    cache_time: int = 0


async def press(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    data: bytes,
    *,
    proof: types.TypeInputCheckPasswordSRP | None = None,
) -> types.messages.BotCallbackAnswer:
    """Tell a bot that a button below its message was pressed, and return what it says.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, DATA_INVALID: there is no such button; PASSWORD_HASH_…
            for a button that wants the password; BOT_RESPONSE_TIMEOUT.
    """
    message = await access_message(app, caller, peer, msg_id)
    button, bot_id = _pressed(message, data)
    if button.requires_password:
        if not isinstance(proof, types.InputCheckPasswordSRP):
            raise bad_request("PASSWORD_HASH_INVALID")
        await check_proof(app, caller.me, proof)
    query_id = int.from_bytes(app.entropy(8), "little", signed=True)
    query = BotQuery(query_id, bot_id, caller.me, app.bus.node, app.now + WAIT_S)
    update = await _update(app, caller, message, query, data)
    answer = app.questions.expect(app.bus, query_id)
    await put_query(app.store.main, query)
    await tell_bot(app, bot_id, update)
    return await _answered(answer)


async def _answered(answer: asyncio.Future[bytes]) -> types.messages.BotCallbackAnswer:
    try:
        async with asyncio.timeout(WAIT_S):
            said = tl.decode(await answer)
    except TimeoutError:
        # Never a 5xx: clients would press again for ever.
        raise bad_request("BOT_RESPONSE_TIMEOUT") from None
    assert isinstance(said, types.messages.BotCallbackAnswer)
    return said


async def answer_press(app: App, bot: Caller, query_id: int, answer: CallbackAnswer) -> None:
    """Say something to whoever pressed a button.

    Raises:
        RpcError: 400 QUERY_ID_INVALID: nobody waits any more; MESSAGE_TOO_LONG, URL_INVALID.
    """
    if utf16_len(answer.text) > TEXT_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    url = None
    if answer.url:
        url = checked_url(answer.url)
        if url is None:
            raise bad_request("URL_INVALID")
    query = await take_query(app.store.main, query_id, bot.me, app.now, inline=False)
    if query is None:
        raise bad_request("QUERY_ID_INVALID")
    said = types.messages.BotCallbackAnswer(
        alert=answer.alert,
        has_url=url is not None,
        native_ui=True,
        message=answer.text or None,
        url=url,
        cache_time=max(0, answer.cache_time),
    )
    await app.bus.publish([QueryAnswered(query_id, tl.encode(said), (query.node,))])


def _pressed(message: StoredMessage, data: bytes) -> tuple[types.InlineButtonTypeCallback, UserId]:
    """Return the button, and whose it is."""
    content = decode_content(message.content)
    markup = content.reply_markup if isinstance(content, types.Message) else None
    if not isinstance(content, types.Message) or not isinstance(markup, types.ReplyInlineMarkup):
        raise bad_request("MESSAGE_ID_INVALID")
    for row in markup.rows:
        for button in row.buttons:
            kind = button.type
            if isinstance(kind, types.InlineButtonTypeCallback) and bytes(kind.data) == data:
                return kind, _bot_of(message, content)
    raise bad_request("DATA_INVALID")


def _bot_of(message: StoredMessage, content: types.Message) -> UserId:
    sender = content.via_bot_id or message.author_id or message.from_id
    if sender is None or not is_user(sender):
        raise bad_request("MESSAGE_ID_INVALID")
    return UserId(sender)


async def _update(
    app: App, caller: Caller, message: StoredMessage, query: BotQuery, data: bytes
) -> types.TypeUpdate:
    """Return what the bot is told: of its own message, or of one that was sent via it."""
    bot_id, peer = query.bot_id, message.peer_id
    instance = access_hash(app.secret, Kind.CHAT_INSTANCE, peer, viewer=bot_id)
    content = decode_content(message.content)
    if isinstance(content, types.Message) and content.via_bot_id == bot_id:
        box_id, msg_id = await _named_for_all(app, message)
        return types.UpdateInlineBotCallbackQuery(
            query_id=query.query_id,
            user_id=caller.me,
            msg_id=inline_name(app.secret, app.policy.dc_id, bot_id, box_id, msg_id),
            chat_instance=instance,
            data=data,
        )
    told = await _as_told(app, caller, message, peer, bot_id)
    return types.UpdateBotCallbackQuery(
        query_id=query.query_id,
        user_id=caller.me,
        peer=to_tl_peer(told[0]),
        msg_id=told[1],
        chat_instance=instance,
        data=data,
    )


async def _named_for_all(app: App, message: StoredMessage) -> tuple[BoxId, MsgId]:
    """Return where a message is that was sent via a bot: the same for all who press below it.

    In a chat of copies that is its sender's, unless they have deleted their own.
    """
    if is_channel(message.peer_id) or message.from_id is None:
        return message.box_id, message.msg_id
    box_id = BoxId(message.from_id)
    copies = await find_copies(app.store.shard(box_id), [message.shared_id], [box_id])
    return (box_id, copies[0].msg_id) if copies else (message.box_id, message.msg_id)


async def _as_told(
    app: App, caller: Caller, message: StoredMessage, peer: PeerId, bot_id: UserId
) -> tuple[PeerId, int]:
    """Return the chat and the number by which the bot knows the message."""
    if is_channel(peer):
        return peer, message.msg_id
    box_id = BoxId(bot_id)
    copies = await find_copies(app.store.shard(box_id), [message.shared_id], [box_id])
    if not copies:
        # The bot has deleted its own copy: it knows nothing of the message any more.
        raise bad_request("MESSAGE_ID_INVALID")
    return (caller.own_peer if is_user(peer) else peer), copies[0].msg_id
