"""Words behind a bot's name: what it offers for them, or has offered lately.

Source: https://core.telegram.org/method/messages.getInlineBotResults
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import blake2b

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.asked import WAIT_S, tell_bot
from hodhod.domain.account import Account
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_chat, is_user, peer_of_user
from hodhod.store.bot_queries import BotQuery, put_query
from hodhod.store.inline_answers import InlineAnswer, answer_of, fresh_answer
from hodhod.tl import types

WORDS_UNITS, OFFSET_BYTES = 256, 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        words: What stands behind the bot's name.
        offset: Where in its answers, as it said itself; empty for their beginning.
        peer: Where it is written; None if that is nobody's business.
        geo: Where somebody is, or None.
    """

    words: str
    offset: str = ""
    peer: PeerId | None = None
    geo: types.GeoPoint | None = None


async def ask(
    app: App, caller: Caller, bot: Account, asked: Asked
) -> types.messages.TypeBotResults:
    """Return what a bot offers for some words.

    Raises:
        RpcError: 400 BOT_INLINE_DISABLED: it is no such bot; BOT_RESPONSE_TIMEOUT.
    """
    if not bot.is_bot or bot.deleted or bot.inline_placeholder is None:
        raise bad_request("BOT_INLINE_DISABLED")
    if len(asked.offset.encode()) > OFFSET_BYTES:
        raise bad_request("BOT_RESPONSE_TIMEOUT")
    words = asked.words.strip()[:WORDS_UNITS]
    geo = asked.geo if BotMode.ASKS_PLACE in bot.bot_modes else None
    kind = await _kind_of(app, caller, bot.user_id, asked.peer)
    asked_from = _hash(words, asked.offset, kind, geo)
    main = app.store.main
    known = await fresh_answer(main, bot.user_id, asked_from, caller.me, app.now)
    if known is not None:
        return shown(known, app.now)
    query_id = int.from_bytes(app.entropy(8), "little", signed=True)
    waiting = app.questions.expect(app.bus, query_id)
    node, until = app.bus.node, app.now + WAIT_S
    await put_query(
        main, BotQuery(query_id, bot.user_id, caller.me, node, until, words, asked_from)
    )
    update = types.UpdateBotInlineQuery(
        query_id=query_id,
        user_id=caller.me,
        query=words,
        geo=geo,
        peer_type=kind,
        offset=asked.offset,
    )
    await tell_bot(app, bot.user_id, update)
    try:
        async with asyncio.timeout(WAIT_S):
            await waiting
    except TimeoutError:
        raise bad_request("BOT_RESPONSE_TIMEOUT") from None
    found = await answer_of(main, query_id, caller.me, app.now)
    if found is None:
        raise bad_request("BOT_RESPONSE_TIMEOUT")
    return shown(found, app.now)


def shown(known: InlineAnswer, now: int) -> types.messages.BotResults:
    """Return an answer as it is offered now."""
    answer = tl.decode(known.answer)
    assert isinstance(answer, types.messages.BotResults)
    return replace(answer, cache_time=max(0, known.fresh_until - now))


async def _kind_of(
    app: App, caller: Caller, bot_id: UserId, peer: PeerId | None
) -> types.TypeInlineQueryPeerType | None:
    """Return in what kind of chat it is asked: no more than that is told."""
    if peer is None:
        return None
    if peer == peer_of_user(bot_id):
        return types.InlineQueryPeerTypeSameBotPM()
    if is_user(peer):
        other = await app.store.users.get(UserId(peer))
        if other is not None and other.is_bot:
            return types.InlineQueryPeerTypeBotPM()
        return types.InlineQueryPeerTypePM()
    if is_chat(peer):
        return types.InlineQueryPeerTypeChat()
    seen = await app.store.chats.seen_by(caller.me, peer)
    if seen is not None and seen.chat.is_broadcast:
        return types.InlineQueryPeerTypeBroadcast()
    return types.InlineQueryPeerTypeMegagroup()


def _hash(
    words: str,
    offset: str,
    kind: types.TypeInlineQueryPeerType | None,
    geo: types.GeoPoint | None,
) -> bytes:
    parts = [words, offset, "" if kind is None else kind.tl_name]
    if geo is not None:
        parts += [f"{geo.lat:.4f}", f"{geo.long:.4f}"]
    hashed = blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode()
        hashed.update(len(encoded).to_bytes(4, "little") + encoded)
    return hashed.digest()
