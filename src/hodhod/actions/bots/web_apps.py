"""Pages of bots: opened by a button, told who has opened them, and answered by their bots.

Source: https://core.telegram.org/api/bots/webapps
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.bots.inline.chosen import sendable
from hodhod.actions.bots.inline.results import offered
from hodhod.actions.bots.profile import language_of
from hodhod.actions.bots.tokens import token_of
from hodhod.actions.messages.reach import box_of
from hodhod.actions.messages.send import send
from hodhod.actions.people.tell import tell_online
from hodhod.domain import access_hash, web_app
from hodhod.domain.account import Account
from hodhod.domain.base64url import decoded, encoded
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import MsgId, PeerId, UserId, is_channel, is_chat, is_user, peer_of_user
from hodhod.domain.inline_message import inline_name
from hodhod.domain.link import MAX_URL
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.domain.text import line, utf16_len
from hodhod.store.bots import find_bot
from hodhod.store.web_views import WebView, prolong_view, put_view, take_view
from hodhod.tl import types

OPEN_S: Final = 600
"""For how long a page is taken to be open that says nothing; clients speak every minute."""

DATA_BYTES: Final = 4096
TEXT_UNITS: Final = 256
_QUERY_BYTES = 8
_PARAM = re.compile(r"[A-Za-z0-9_-]{0,512}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and how it is shown.

    Attributes:
        url: Its address.
        platform: What shows it.
        theme: Colours as JSON, or nothing.
        start_param: What a link has carried, or nothing.
    """

    url: str
    platform: str
    theme: str = ""
    start_param: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where what a page's bot answers is sent to.

    Attributes:
        peer: The chat.
        reply_to: What it answers there, or None.
        topic_id: The thread that it belongs to, or None.
        send_as: In whose name, None for the sender's own.
        silent: Whether it makes no sound.
    """

    peer: PeerId
    reply_to: int | None = None
    topic_id: int | None = None
    send_as: PeerId | None = None
    silent: bool = False


async def open_page(
    app: App, caller: Caller, bot: Account, page: Page, target: Target | None = None
) -> tuple[int | None, str]:
    """Open a page of a bot's.

    Args:
        app: The working parts.
        caller: Who opens it.
        bot: Whose it is.
        page: Which.
        target: Where what the bot answers is sent to; None if it cannot answer.

    Returns:
        The number under which the bot answers, and the address to open.

    Raises:
        RpcError: 400 BOT_INVALID, URL_INVALID, START_PARAM_INVALID.
    """
    known = await find_bot(app.store.main, bot.user_id) if bot.is_bot else None
    if known is None:
        raise bad_request("BOT_INVALID")
    if not page.url.lower().startswith(("https://", "http://")) or len(page.url) > MAX_URL:
        raise bad_request("URL_INVALID")
    if not _PARAM.fullmatch(page.start_param):
        raise bad_request("START_PARAM_INVALID")
    fields = {"auth_date": str(app.now), "user": await _described(app, caller)}
    query_id = None
    if target is not None:
        query_id = int.from_bytes(app.entropy(_QUERY_BYTES), "little", signed=True)
        await put_view(app.store.main, _view(app, caller, bot.user_id, query_id, target))
        fields |= await _about(app, caller, bot, target.peer)
        fields["query_id"] = _written(query_id)
    if page.start_param:
        fields["start_param"] = page.start_param
    data = web_app.init_data(token_of(app, known), fields)
    url = web_app.address(page.url, data, platform=page.platform, theme=page.theme)
    return query_id, url


async def prolong(app: App, caller: Caller, bot: Account, query_id: int, target: Target) -> None:
    """Say that a page is still open.

    Raises:
        RpcError: 400 QUERY_ID_INVALID: it is not.
    """
    view = _view(app, caller, bot.user_id, query_id, target)
    if not await prolong_view(app.store.main, view, app.now):
        raise bad_request("QUERY_ID_INVALID")


async def answer_page(
    app: App, bot: Caller, query: str, one: types.TypeInputBotInlineResult
) -> types.InputBotInlineMessageID64 | None:
    """Send what a bot answers to whoever has its page open, in their name.

    Returns:
        The message's name if it has a keyboard, by which it can be changed.

    Raises:
        RpcError: 400 QUERY_ID_INVALID: the page is open no more; what is wrong with the result,
            and what sending raises.
    """
    result = await offered(app, bot, one)
    number = _read(query)
    view = None
    if number is not None:
        view = await take_view(app.store.main, number, bot.me, app.now)
    if view is None:
        raise bad_request("QUERY_ID_INVALID")
    sender = Caller(auth_key_id=0, session_id=0, layer=0, user_id=view.user_id)
    random_id = int.from_bytes(app.entropy(8), "little", signed=True) or 1
    outgoing = replace(
        await sendable(app, sender, result, random_id=random_id, bot_id=bot.me),
        reply_to=None if view.reply_to is None else ReplyTo(view.reply_to, top_id=view.topic_id),
        topic_id=view.topic_id,
        send_as=view.send_as,
        silent=view.silent,
    )
    sent = await send(app, sender, view.peer_id, [outgoing])
    told = types.UpdateWebViewResultSent(query_id=view.query_id)
    await tell_online(app, [view.user_id], told)
    if result.send_message.reply_markup is None or not isinstance(sent, types.Updates):
        return None
    msg_id = next(one.id for one in sent.updates if isinstance(one, types.UpdateMessageID))
    box_id = box_of(sender, view.peer_id)
    return inline_name(app.secret, app.policy.dc_id, bot.me, box_id, MsgId(msg_id))


async def send_data(
    app: App, caller: Caller, bot: Account, *, random_id: int, text: str, data: str
) -> types.TypeUpdates:
    """Send what a page of a bot's says to its bot.

    Raises:
        RpcError: 400 BOT_INVALID, DATA_TOO_LONG, BUTTON_TEXT_INVALID; what sending raises.
    """
    if not bot.is_bot or bot.deleted:
        raise bad_request("BOT_INVALID")
    if len(data.encode()) > DATA_BYTES:
        raise bad_request("DATA_TOO_LONG")
    if not line(text, TEXT_UNITS) or utf16_len(text) > TEXT_UNITS:
        raise bad_request("BUTTON_TEXT_INVALID")
    action = types.MessageActionWebViewDataSentMe(text=text, data=data)
    outgoing = Outgoing(random_id=random_id, action=action)
    return await send(app, caller, peer_of_user(bot.user_id), [outgoing])


def _view(app: App, caller: Caller, bot_id: UserId, query_id: int, target: Target) -> WebView:
    return WebView(
        query_id,
        bot_id,
        caller.me,
        target.peer,
        target.reply_to,
        target.topic_id,
        target.send_as,
        target.silent,
        app.now + OPEN_S,
    )


async def _described(app: App, caller: Caller) -> str:
    """Return who opens a page, as JSON."""
    account = await app.store.users.get(caller.me)
    assert account is not None
    said: dict[str, object] = {
        "id": account.user_id,
        "first_name": account.first_name,
        "last_name": account.last_name,
    }
    if account.username:
        said["username"] = account.username
    if lang := await language_of(app, caller):
        said["language_code"] = lang
    said["allows_write_to_pm"] = True
    return msgspec.json.encode(said).decode()


async def _about(app: App, caller: Caller, bot: Account, peer: PeerId) -> dict[str, str]:
    """Return what is told of the chat in which a page was opened."""
    instance = access_hash.access_hash(
        app.secret, access_hash.Kind.CHAT_INSTANCE, peer, viewer=bot.user_id
    )
    kind = "sender"
    if is_user(peer) and peer != peer_of_user(bot.user_id):
        kind = "private"
    elif is_chat(peer):
        kind = "group"
    elif is_channel(peer):
        seen = await app.store.chats.seen_by(caller.me, peer)
        kind = "channel" if seen is not None and seen.chat.is_broadcast else "supergroup"
    return {"chat_type": kind, "chat_instance": str(instance)}


def _written(query_id: int) -> str:
    return encoded(query_id.to_bytes(_QUERY_BYTES, "little", signed=True))


def _read(query: str) -> int | None:
    try:
        data = decoded(query) if len(query) <= 2 * _QUERY_BYTES else b""
    except ValueError:
        return None
    if len(data) != _QUERY_BYTES:
        return None
    return int.from_bytes(data, "little", signed=True)
