"""Voting, and reading who voted.

Source: https://core.telegram.org/method/messages.sendVote
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.reach import access_message
from hodhod.actions.polls.keep import poll_of
from hodhod.actions.polls.tell import TO_BE_FILLED, audience_of, change_poll, tell_bot, tell_voter
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.countries import country_of
from hodhod.domain.errors import RpcError, bad_request, forbidden, not_acceptable
from hodhod.domain.ids import PeerId, is_channel, to_tl_peer
from hodhod.domain.poll import Outcome, StoredPoll
from hodhod.store.database import Executor
from hodhod.store.polls import CastVote, Vote, cast_votes
from hodhod.tl import types

SUBSCRIBED_S = 86_400
"""How long subscribers were there before a poll that is for them alone."""

PAGE = 100
"""Votes of a page at most."""

LATEST = (2**31 - 1, 2**63 - 1)
"""A place before all votes."""


async def access_poll(app: App, caller: Caller, peer: PeerId, msg_id: int) -> StoredPoll:
    """Return the poll that a message shows.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    asked = poll_of(await access_message(app, caller, peer, msg_id))
    found = {} if asked is None else await app.store.polls.seen([asked.id], caller.me)
    if asked is None or asked.id not in found:
        raise bad_request("MESSAGE_ID_INVALID")
    return found[asked.id]


async def send_vote(
    app: App, caller: Caller, peer: PeerId, msg_id: int, options: Sequence[bytes]
) -> types.TypeUpdates:
    """Choose options of a poll; none takes back what was chosen.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_POLL_CLOSED, OPTION_INVALID, OPTIONS_TOO_MUCH,
            REVOTE_NOT_ALLOWED; 406 POLL_COUNTRY_RESTRICTED,
            POLL_MEMBER_RESTRICTED.
    """
    poll = await access_poll(app, caller, peer, msg_id)
    wanted = tuple(dict.fromkeys(options))
    await _check(app, caller, poll, wanted)
    if poll.chosen == frozenset(wanted):
        return await shown_in(app, caller, peer, msg_id, poll.poll_id)
    audience = await audience_of(app, caller, poll.poll_id, peer)
    vote = Vote(poll.poll_id, caller.me, wanted, app.now, news=not audience.few)

    async def cast(main: Executor) -> None:
        (outcome,) = await cast_votes(main, [vote])
        if outcome is not Outcome.SAME:
            _require(outcome)

    if audience.few:
        await change_poll(app, caller, poll.poll_id, audience, cast)
    else:
        outcome = await app.store.polls.cast(vote)
        if outcome is not Outcome.SAME:
            _require(outcome)
        await tell_voter(app, caller, poll.poll_id)
    await tell_bot(app, poll, caller, wanted)
    return await shown_in(app, caller, peer, msg_id, poll.poll_id)


async def _check(app: App, caller: Caller, poll: StoredPoll, wanted: Sequence[bytes]) -> None:
    """What the vote itself decides is decided again when it is cast, under the poll's lock."""
    _require(_likely(app, poll, wanted))
    if len(wanted) > 1 and not poll.asked.multiple_choice:
        raise bad_request("OPTIONS_TOO_MUCH")
    countries = poll.asked.countries_iso2
    if countries:
        account = await app.store.users.get(caller.me)
        if account is None or country_of(account.phone or "") not in countries:
            raise not_acceptable("POLL_COUNTRY_RESTRICTED")
    if poll.asked.subscribers_only and not await _subscribed(app, caller, poll):
        raise not_acceptable("POLL_MEMBER_RESTRICTED")


async def _subscribed(app: App, caller: Caller, poll: StoredPoll) -> bool:
    """Whether the caller was in the channel of a poll for a day when it was sent, and still is."""
    home = poll.owner_peer
    if home is None or not is_channel(home):
        return True  # it was asked in no channel
    seen = await app.store.chats.seen_by(caller.me, home)
    member = None if seen is None else seen.member
    return (
        member is not None
        and member.joined
        and (poll.by_viewer or member.date <= poll.created_at - SUBSCRIBED_S)
    )


def _likely(app: App, poll: StoredPoll, wanted: Sequence[bytes]) -> Outcome:
    if poll.closed or (poll.closes_at is not None and poll.closes_at <= app.now):
        return Outcome.CLOSED
    if poll.final and poll.chosen:
        return Outcome.FINAL
    if any(option not in poll.counts for option in wanted):
        return Outcome.NO_OPTION
    return Outcome.DONE


def _require(outcome: Outcome) -> None:
    match outcome:
        case Outcome.CLOSED:
            raise bad_request("MESSAGE_POLL_CLOSED")
        case Outcome.FINAL:
            raise bad_request("REVOTE_NOT_ALLOWED")
        case Outcome.NO_OPTION:
            raise bad_request("OPTION_INVALID")
        case _:
            pass


async def shown_in(
    app: App, caller: Caller, peer: PeerId, msg_id: int, poll_id: int
) -> types.TypeUpdates:
    """Return the state of a poll as the answer to who changed or asked for it."""
    update = types.UpdateMessagePoll(
        peer=to_tl_peer(peer), msg_id=msg_id, poll_id=poll_id, results=TO_BE_FILLED
    )
    return await render(app, caller.me, [update])


async def poll_results(
    app: App, caller: Caller, peer: PeerId, msg_id: int, known: int
) -> types.TypeUpdates:
    """Return the state of a poll.

    Args:
        app: The working parts.
        caller: Who asks.
        peer: The chat.
        msg_id: A message that shows it.
        known: The hash of what the caller knows of it, or 0: what it asks is then left out.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    poll = await access_poll(app, caller, peer, msg_id)
    answer = await shown_in(app, caller, peer, msg_id, poll.poll_id)
    if known and known == poll.shown().hash and isinstance(answer, types.Updates):
        updates = [
            replace(one, poll=None) if isinstance(one, types.UpdateMessagePoll) else one
            for one in answer.updates
        ]
        return replace(answer, updates=updates)
    return answer


async def poll_votes(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    *,
    option: bytes | None,
    offset: str,
    limit: int,
) -> tuple[int, list[CastVote], str | None]:
    """Return how many voted, a page of who and how, the latest first, and the next page's offset.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, OPTION_INVALID, OFFSET_INVALID; 403 BROADCAST_FORBIDDEN
            for anonymous polls, POLL_VOTE_REQUIRED for those who may not know yet.
    """
    poll = await access_poll(app, caller, peer, msg_id)
    if not poll.public:
        raise forbidden("BROADCAST_FORBIDDEN")
    if not poll.counted_for_viewer:
        raise forbidden("POLL_VOTE_REQUIRED")
    if option is not None and option not in poll.counts:
        raise bad_request("OPTION_INVALID")
    size = max(1, min(limit, PAGE))
    found = await app.store.polls.votes(poll.poll_id, option, _place(offset), size + 1)
    page = found[:size]
    more = f"{page[-1].date}_{page[-1].voter_id}" if len(found) > size else None
    return poll.voters if option is None else poll.counts[option], page, more


def _place(offset: str) -> tuple[int, int]:
    """Return the place that an offset of ours names."""
    if not offset:
        return LATEST
    date, _, voter = offset.partition("_")
    if not (date.isdecimal() and voter.isdecimal()):
        raise RpcError(400, "OFFSET_INVALID")
    place = (int(date), int(voter))
    if place > LATEST or place[1] > LATEST[1]:
        raise RpcError(400, "OFFSET_INVALID")
    return place
