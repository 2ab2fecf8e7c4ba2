"""Sending what a bot has offered.

Source: https://core.telegram.org/method/messages.sendInlineBotResult
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.asked import tell_bot
from hodhod.actions.bots.inline.chosen import sendable
from hodhod.actions.messages.reach import box_of
from hodhod.actions.messages.scheduled import is_later, schedule
from hodhod.actions.messages.send import send
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import MsgId, PeerId
from hodhod.domain.inline_message import inline_name
from hodhod.domain.outgoing import ReplyTo
from hodhod.store.bots import feedback_of
from hodhod.store.inline_answers import InlineAnswer, answer_of
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody sends, and how.

    Attributes:
        query_id: The number of the answer that it is in.
        result_id: Which of its results.
        random_id: The sender's number for the message.
        reply_to: What it answers, or None.
        topic_id: The thread of a supergroup that it belongs to, or None.
        send_as: In whose name, None for the sender's own.
        silent: Whether it makes no sound.
        clear_draft: Whether the chat's draft is sent with it.
        date: When it is to be sent, or None for now.
    """

    query_id: int
    result_id: str
    random_id: int
    reply_to: ReplyTo | None = None
    topic_id: int | None = None
    send_as: PeerId | None = None
    silent: bool = False
    clear_draft: bool = False
    date: int | None = None


async def send_result(app: App, caller: Caller, peer: PeerId, choice: Choice) -> types.TypeUpdates:
    """Send one of the results that a bot has offered.

    Raises:
        RpcError: 400 INLINE_RESULT_EXPIRED: it was offered long ago, or to somebody else;
            RESULT_ID_INVALID; what sending raises.
    """
    known = await answer_of(app.store.main, choice.query_id, caller.me, app.now)
    if known is None:
        raise bad_request("INLINE_RESULT_EXPIRED")
    answer = tl.decode(known.answer)
    assert isinstance(answer, types.messages.BotResults)
    result = next((one for one in answer.results if one.id == choice.result_id), None)
    if result is None:
        raise bad_request("RESULT_ID_INVALID")
    outgoing = replace(
        await sendable(app, caller, result, random_id=choice.random_id, bot_id=known.bot_id),
        reply_to=choice.reply_to,
        topic_id=choice.topic_id,
        send_as=choice.send_as,
        silent=choice.silent,
    )
    if is_later(app, caller, choice.date):
        return await schedule(app, caller, peer, [outgoing], choice.date or 0)
    sent = await send(app, caller, peer, [outgoing], clear_draft=choice.clear_draft)
    name = None
    number = _number(sent)
    if number is not None and result.send_message.reply_markup is not None:
        box_id = box_of(caller, peer)
        name = inline_name(app.secret, app.policy.dc_id, known.bot_id, box_id, MsgId(number))
    await _tell(app, caller, known, result.id, name)
    return sent


async def _tell(
    app: App,
    caller: Caller,
    known: InlineAnswer,
    result_id: str,
    name: types.InputBotInlineMessageID64 | None,
) -> None:
    """Tell a bot that its result was sent, if it wants to hear that."""
    percent = await feedback_of(app.store.main, known.bot_id)
    if app.entropy(1)[0] * 100 >= percent * 256:
        return
    update = types.UpdateBotInlineSend(
        user_id=caller.me, query=known.words, id=result_id, msg_id=name
    )
    await tell_bot(app, known.bot_id, update)


def _number(sent: types.TypeUpdates) -> int | None:
    """Return the number of the message that was sent."""
    updates = sent.updates if isinstance(sent, types.Updates) else ()
    return next((one.id for one in updates if isinstance(one, types.UpdateMessageID)), None)
