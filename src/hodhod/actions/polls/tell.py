"""Telling of what happened to a poll.

A poll that few have is told of at once, in the log of each of their boxes. A poll that many have,
or that is in a channel, is told of by the timer, at most once in a turn, to those who are here, and
the same to all (`min`); whoever comes later reads the poll when they see it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.messages.reach import box_of
from hodhod.domain.caller import Caller
from hodhod.domain.event import Notice, SessionKey
from hodhod.domain.ids import BoxId, PeerId, UserId, is_user, to_tl_peer
from hodhod.domain.poll import StoredPoll, options_of
from hodhod.store.boxes import Change
from hodhod.store.database import Executor
from hodhod.store.polls import mark_news
from hodhod.store.update_log import unlog
from hodhod.tl import types

FEW = 20
"""Boxes of people that are told at once: a private chat, a small group, some forwards."""

MANY = 2_000
"""People who are told of a change by the timer at most."""

TO_BE_FILLED = types.PollResults()
"""Stands in the log of a box; what the owner may know is filled in when it leaves."""

Work = Callable[[Executor], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who has a poll.

    Attributes:
        boxes: Those who are told at once.
        few: Whether these are all.
    """

    boxes: tuple[BoxId, ...]
    few: bool


def poll_update(poll_id: int) -> types.UpdateMessagePoll:
    """Return the update of a poll as boxes have it in their log."""
    return types.UpdateMessagePoll(poll_id=poll_id, results=TO_BE_FILLED)


async def audience_of(
    app: App, caller: Caller | None, poll_id: int, peer: PeerId | None = None
) -> Audience:
    """Return who is to be told of a change at once: all, or the caller alone.

    Args:
        app: The working parts.
        caller: Who changes it, or None.
        poll_id: The poll.
        peer: The chat where the caller sees it.
    """
    own = () if caller is None else (caller.box,)
    places = await app.store.polls.places(poll_id, FEW + 1)
    if caller is not None and peer is not None and len(places) <= FEW:
        here = box_of(caller, peer)
        if here not in places:  # a group became a supergroup, a message was copied
            await app.store.polls.place([(poll_id, here)], [])
            places.append(here)
    boxes = tuple(dict.fromkeys((*own, *places)))
    together = len({app.store.shard_number(box_id) for box_id in boxes}) == 1
    few = len(places) <= FEW and all(is_user(box_id) for box_id in boxes) and together
    return Audience(boxes if few else own, few)


async def change_poll(
    app: App, caller: Caller | None, poll_id: int, audience: Audience, work: Work
) -> None:
    """Change a poll, and file that in the boxes that are told at once, in one transaction.

    Args:
        app: The working parts.
        caller: Whose session gets the change as its own answer, or None.
        poll_id: The poll.
        audience: Who has it.
        work: Changes it; what it raises undoes everything.

    Raises:
        RpcError: Whatever work raises.
    """
    session = None if caller is None else caller.session
    if not audience.boxes:
        async with app.store.main.transaction() as main:
            await work(main)
            await mark_news(main, poll_id)
        return
    async with app.store.boxes.change(audience.boxes, now=app.now) as change:
        await work(change.main)
        await log_poll(change, audience.boxes, poll_id, exclude_session=session)
        if not audience.few:
            await mark_news(change.main, poll_id)
    await app.bus.publish(change.events)


async def log_poll(
    change: Change,
    boxes: Sequence[BoxId],
    poll_id: int,
    *,
    exclude_session: SessionKey | None = None,
) -> None:
    """File in boxes of a change that a poll is to be looked at: once, however often it changes."""
    await unlog(change.tx, boxes, poll_update(poll_id))
    for box_id in boxes:
        change.log(box_id, poll_update(poll_id), exclude_session=exclude_session)


async def tell_voter(app: App, caller: Caller, poll_id: int) -> None:
    """File a vote in the voter's own box, for their other devices."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        await log_poll(change, [caller.box], poll_id, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def tell_bot(app: App, poll: StoredPoll, caller: Caller, chosen: Sequence[bytes]) -> None:
    """Tell the bot whose public poll it is how somebody has voted in it.

    Source: https://core.telegram.org/constructor/updateMessagePollVote
    """
    if not poll.public or poll.by_viewer:
        return
    creator = await app.store.users.get(poll.creator_id)
    if creator is None or not creator.is_bot or creator.deleted:
        return
    box_id = BoxId(poll.creator_id)
    places = {option: place for place, option in enumerate(options_of(poll.asked))}
    async with app.store.boxes.change([box_id], now=app.now) as change:
        update = types.UpdateMessagePollVote(
            poll_id=poll.poll_id,
            peer=to_tl_peer(caller.me),
            options=tuple(chosen),
            positions=tuple(places[option] for option in chosen),
            qts=await change.next_qts(box_id),
        )
        change.log(box_id, update)
    await app.bus.publish(change.events)


async def tell_news(app: App) -> int:
    """Tell those who are here of polls that many have; return of how many polls."""
    poll_ids = await app.store.polls.take_news()
    polls = await app.store.polls.seen(poll_ids, 0)
    for poll in polls.values():
        places = await app.store.polls.places(poll.poll_id, MANY)
        update = types.UpdateMessagePoll(
            poll_id=poll.poll_id, poll=poll.shown(), results=poll.results_for_all()
        )
        nodes = await app.store.online.nodes_of(places)
        await app.bus.publish(
            [Notice(UserId(box_id), update, where) for box_id, where in nodes.items()]
        )
    return len(polls)
