"""messages.sendVote and what else is done with polls.

Source: https://core.telegram.org/api/poll
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.history import found_messages
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.polls import answers, unread, vote
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.ids import to_tl_peer
from hodhod.store.history import Page
from hodhod.store.polls import CastVote
from hodhod.tl import functions, types


@rpc(functions.messages.SendVote, access=USER)
async def send_vote(
    app: App, caller: Caller, request: functions.messages.SendVote
) -> types.TypeUpdates:
    """Vote, or take the vote back."""
    peer = await access_peer(app, caller, request.peer)
    return await vote.send_vote(app, caller, peer, request.msg_id, request.options)


@rpc(functions.messages.GetPollResults, access=USER)
async def get_poll_results(
    app: App, caller: Caller, request: functions.messages.GetPollResults
) -> types.TypeUpdates:
    """Read what came of a poll; what the client knows already is left out."""
    peer = await access_peer(app, caller, request.peer)
    return await vote.poll_results(app, caller, peer, request.msg_id, request.poll_hash or 0)


@rpc(functions.messages.GetPollVotes, access=USER)
async def get_poll_votes(
    app: App, caller: Caller, request: functions.messages.GetPollVotes
) -> types.messages.VotesList:
    """Read who voted in a public poll."""
    peer = await access_peer(app, caller, request.peer)
    count, found, next_offset = await vote.poll_votes(
        app,
        caller,
        peer,
        request.id,
        option=request.option,
        offset=request.offset or "",
        limit=request.limit,
    )
    votes = [_vote(one, request.option) for one in found]
    objects = await objects_for(app, caller.me, votes)
    return types.messages.VotesList(
        count=count,
        votes=votes,
        chats=objects.chats,
        users=objects.users,
        next_offset=next_offset,
    )


@rpc(functions.messages.AddPollAnswer, access=USER)
async def add_poll_answer(
    app: App, caller: Caller, request: functions.messages.AddPollAnswer
) -> types.TypeUpdates:
    """Add an answer to a poll that is open to answers."""
    peer = await access_peer(app, caller, request.peer)
    return await answers.add_answer(app, caller, peer, request.msg_id, request.answer)


@rpc(functions.messages.DeletePollAnswer, access=USER)
async def delete_poll_answer(
    app: App, caller: Caller, request: functions.messages.DeletePollAnswer
) -> types.TypeUpdates:
    """Take away an answer that somebody added."""
    peer = await access_peer(app, caller, request.peer)
    return await answers.delete_answer(app, caller, peer, request.msg_id, request.option)


@rpc(functions.messages.GetUnreadPollVotes, access=USER)
async def get_unread_poll_votes(
    app: App, caller: Caller, request: functions.messages.GetUnreadPollVotes
) -> types.messages.TypeMessages:
    """Find one's polls with votes that were not seen."""
    peer = await access_peer(app, caller, request.peer)
    page = Page(
        offset_id=request.offset_id,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await unread.unread_polls(app, caller, peer, page, topic_id=request.top_msg_id)
    return await found_messages(app, caller, found)


@rpc(functions.messages.ReadPollVotes, access=USER)
async def read_poll_votes(
    app: App, caller: Caller, request: functions.messages.ReadPollVotes
) -> types.messages.AffectedHistory:
    """Mark votes in one's polls as seen."""
    peer = await access_peer(app, caller, request.peer)
    return await unread.read_poll_votes(app, caller, peer, topic_id=request.top_msg_id)


def _vote(one: CastVote, asked: bytes | None) -> types.TypeMessagePeerVote:
    peer = to_tl_peer(one.voter_id)
    if asked is not None:
        return types.MessagePeerVoteInputOption(peer=peer, date=one.date)
    if len(one.options) == 1:
        return types.MessagePeerVote(peer=peer, option=one.options[0], date=one.date)
    return types.MessagePeerVoteMultiple(peer=peer, options=one.options, date=one.date)
