"""Answers that people add to polls which are open to them.

Source: https://core.telegram.org/api/poll#open-answer-polls
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.place import Place, access_to_write
from hodhod.actions.messages.send import post
from hodhod.actions.polls.create import MOST_ANSWERS, answer_of, option_name
from hodhod.actions.polls.tell import TO_BE_FILLED, audience_of, change_poll
from hodhod.actions.polls.vote import access_poll
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.domain.message import new_message_update, seen_by_author
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.domain.poll import StoredPoll
from hodhod.store.database import Executor
from hodhod.store.polls import add_option, drop_option, lock_poll
from hodhod.tl import types

DELETE_PERIOD_S = 300
"""How long whoever added an answer may take it away; help.getAppConfig names the same."""


async def add_answer(
    app: App, caller: Caller, peer: PeerId, msg_id: int, answer: types.TypePollAnswer
) -> types.TypeUpdates:
    """Add an answer to a poll that is open to answers, and tell the chat.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_POLL_CLOSED, POLL_ANSWER_INVALID (also where none
            can be added), POLL_ANSWERS_INVALID (there are as many as a poll takes),
            POLL_OPTION_DUPLICATE; what access_to_write raises.
    """
    poll = await access_poll(app, caller, peer, msg_id)
    if not poll.asked.open_answers:
        raise bad_request("POLL_ANSWER_INVALID")
    place = await access_to_write(app, caller, peer)
    new = replace(
        await answer_of(app, caller, answer, b"", media_of),
        added_by=to_tl_peer(caller.me),
        date=app.now,
    )

    async def work(main: Executor) -> None:
        nonlocal new
        now = await _open(app, caller, main, poll)
        known = [one for one in now.asked.answers if isinstance(one, types.PollAnswer)]
        if len(known) >= MOST_ANSWERS:
            raise bad_request("POLL_ANSWERS_INVALID")
        if any(one.text.text == new.text.text for one in known):
            raise bad_request("POLL_OPTION_DUPLICATE")
        taken = {one.option for one in known}
        names = map(option_name, range(MOST_ANSWERS))
        new = replace(new, option=next(name for name in names if name not in taken))
        await add_option(main, now, new)

    audience = await audience_of(app, caller, poll.poll_id, peer)
    await change_poll(app, caller, poll.poll_id, audience, work)
    action = types.MessageActionPollAppendAnswer(answer=new)
    return await _told(app, caller, place, msg_id, poll.poll_id, action=action)


async def delete_answer(
    app: App, caller: Caller, peer: PeerId, msg_id: int, option: bytes
) -> types.TypeUpdates:
    """Take an answer away that somebody added, with the votes for it, and tell the chat.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_POLL_CLOSED, OPTION_INVALID,
            DELETE_ANSWER_FORBIDDEN: it was there from the beginning, or is somebody else's, or was
            added too long ago; what access_to_write raises.
    """
    poll = await access_poll(app, caller, peer, msg_id)
    place = await access_to_write(app, caller, peer)
    gone: types.PollAnswer | None = None

    async def work(main: Executor) -> None:
        nonlocal gone
        now = await _open(app, caller, main, poll)
        for one in now.asked.answers:
            if isinstance(one, types.PollAnswer) and one.option == option:
                gone = one
        if gone is None:
            raise bad_request("OPTION_INVALID")
        _check_may_delete(app, caller, now, gone)
        await drop_option(main, now, option)

    audience = await audience_of(app, caller, poll.poll_id, peer)
    await change_poll(app, caller, poll.poll_id, audience, work)
    assert gone is not None
    action = types.MessageActionPollDeleteAnswer(answer=gone)
    return await _told(app, caller, place, msg_id, poll.poll_id, action=action)


async def _open(app: App, caller: Caller, main: Executor, poll: StoredPoll) -> StoredPoll:
    """Lock a poll and return it as it is then, if nothing has ended it."""
    now = await lock_poll(main, poll.poll_id, caller.me)
    if now is None or now.closed or (now.closes_at is not None and now.closes_at <= app.now):
        raise bad_request("MESSAGE_POLL_CLOSED")
    return now


def _check_may_delete(app: App, caller: Caller, poll: StoredPoll, answer: types.PollAnswer) -> None:
    mine = answer.added_by == to_tl_peer(caller.me)
    fresh = answer.date is not None and app.now - answer.date <= DELETE_PERIOD_S
    if answer.added_by is None or not (poll.by_viewer or (mine and fresh)):
        raise bad_request("DELETE_ANSWER_FORBIDDEN")


async def _told(
    app: App,
    caller: Caller,
    place: Place,
    msg_id: int,
    poll_id: int,
    *,
    action: types.TypeMessageAction,
) -> types.TypeUpdates:
    """Tell the chat by a service message that answers the poll."""
    outgoing = Outgoing(
        random_id=None,
        action=action,
        reply_to=ReplyTo(msg_id=msg_id),
        silent=True,
    )
    appended = await post(app, caller, place, [outgoing])
    shown = types.UpdateMessagePoll(
        peer=to_tl_peer(place.peer), msg_id=msg_id, poll_id=poll_id, results=TO_BE_FILLED
    )
    return await render(
        app,
        caller.me,
        [shown, *(new_message_update(seen_by_author(o.own, caller.me)) for o in appended)],
    )
