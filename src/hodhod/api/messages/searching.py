"""messages.search, searchGlobal and their counters.

Source: https://core.telegram.org/api/search
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages import search
from hodhod.actions.messages.history import found_messages
from hodhod.actions.messages.history import search as search_page
from hodhod.actions.messages.live_location import living
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.threads.topics import topic_filter
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_channel, peer_of_user
from hodhod.store.history import Filter, Page
from hodhod.tl import functions, types

FILTERS_LIMIT = 20
"""Filters counted in one request: all there are."""


@rpc(functions.messages.Search, access=USER)
async def search_chat(
    app: App, caller: Caller, request: functions.messages.Search
) -> types.messages.TypeMessages:
    """Find messages in a chat; without one, as old clients ask, in all of them."""
    peer = await _chat(app, caller, request.peer)
    wanted = search.wanted_by(
        request.filter,
        query=request.q,
        peer=peer,
        saved_from=await _saved_from(app, caller, request.saved_peer_id),
    )
    if wanted is not None:
        wanted = replace(
            wanted,
            from_id=None
            if request.from_id is None
            else await access_peer(app, caller, request.from_id),
            since=request.min_date or None,
            until=request.max_date or None,
            topic_id=await _topic(app, caller, peer, request.top_msg_id),
        )
    page = Page(
        offset_id=request.offset_id,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await search.find(app, caller, wanted, page)
    return await found_messages(app, caller, found)


@rpc(functions.messages.SearchGlobal, access=USER)
async def search_global(
    app: App, caller: Caller, request: functions.messages.SearchGlobal
) -> types.messages.TypeMessages:
    """Find messages in all chats: the newest first, by their ids in the caller's box."""
    wanted = search.wanted_by(request.filter, query=request.q)
    if wanted is not None:
        wanted = replace(wanted, since=request.min_date or None, until=request.max_date or None)
    page = Page(offset_id=request.offset_id, limit=request.limit)
    only = (request.broadcasts_only, request.groups_only, request.users_only)
    found = await search.find_everywhere(app, caller, wanted, page, only=only)
    rate = found.messages[-1].date if len(found.messages) >= max(1, request.limit) else None
    return await found_messages(app, caller, found, next_rate=rate)


@rpc(functions.messages.SearchSentMedia, access=USER)
async def search_sent_media(
    app: App, caller: Caller, request: functions.messages.SearchSentMedia
) -> types.messages.TypeMessages:
    """Find the media that the caller sent."""
    wanted = search.wanted_by(request.filter, query=request.q)
    if wanted is not None:
        wanted = replace(wanted, from_id=peer_of_user(caller.me))
    found = await search.find(app, caller, wanted, Page(limit=request.limit))
    return await found_messages(app, caller, found)


@rpc(functions.messages.GetRecentLocations, access=USER)
async def get_recent_locations(
    app: App, caller: Caller, request: functions.messages.GetRecentLocations
) -> types.messages.TypeMessages:
    """Find the places of a chat that may still move."""
    peer = await access_peer(app, caller, request.peer)
    return await found_messages(app, caller, await living(app, caller, peer, request.limit))


@rpc(functions.messages.GetSearchCounters, access=USER)
async def get_search_counters(
    app: App, caller: Caller, request: functions.messages.GetSearchCounters
) -> Sequence[types.messages.SearchCounter]:
    """Count what filters find."""
    if len(request.filters) > FILTERS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    peer = await access_peer(app, caller, request.peer)
    saved_from = await _saved_from(app, caller, request.saved_peer_id)
    counters = []
    for one in request.filters:
        wanted = search.wanted_by(one, peer=peer, saved_from=saved_from)
        found = await search.find(app, caller, wanted, Page(limit=0))
        counters.append(types.messages.SearchCounter(filter=one, count=found.count))
    return counters


@rpc(functions.messages.GetSearchResultsCalendar, access=USER)
async def get_search_results_calendar(
    app: App, caller: Caller, request: functions.messages.GetSearchResultsCalendar
) -> types.messages.SearchResultsCalendar:
    """Tell on which days there are messages of a kind."""
    wanted = await _of_kind(app, caller, request)
    page = Page(offset_id=request.offset_id, offset_date=request.offset_date)
    found, periods = await search.days(app, caller, wanted, page)
    min_id, min_date = await search.first(app, caller, wanted, found.count)
    messages = await messages_seen_by(app, caller.me, found.messages)
    objects = await objects_for(app, caller.me, messages)
    return types.messages.SearchResultsCalendar(
        count=found.count,
        min_date=min_date,
        min_msg_id=min_id,
        periods=periods,
        messages=messages,
        chats=objects.chats,
        users=objects.users,
    )


@rpc(functions.messages.GetSearchResultsPositions, access=USER)
async def get_search_results_positions(
    app: App, caller: Caller, request: functions.messages.GetSearchResultsPositions
) -> types.messages.SearchResultsPositions:
    """Tell how far from the newest each message of a kind is."""
    wanted = await _of_kind(app, caller, request)
    before = 0
    if request.offset_id > 0:
        newer = Page(limit=0, min_id=request.offset_id - 1)
        before = (await search_page(app, caller, wanted, newer)).count
    page = Page(offset_id=request.offset_id, limit=request.limit)
    found = await search_page(app, caller, wanted, page)
    total = (await search_page(app, caller, wanted, Page(limit=0))).count
    return types.messages.SearchResultsPositions(
        count=total,
        positions=[
            types.SearchResultPosition(
                msg_id=message.msg_id, date=message.date, offset=before + place
            )
            for place, message in enumerate(found.messages)
        ],
    )


async def _of_kind(
    app: App,
    caller: Caller,
    request: (
        functions.messages.GetSearchResultsCalendar | functions.messages.GetSearchResultsPositions
    ),
) -> Filter:
    if isinstance(request.filter, types.InputMessagesFilterEmpty):
        raise bad_request("FILTER_NOT_SUPPORTED")
    wanted = search.wanted_by(
        request.filter,
        peer=await access_peer(app, caller, request.peer),
        saved_from=await _saved_from(app, caller, request.saved_peer_id),
    )
    assert wanted is not None
    return wanted


async def _chat(app: App, caller: Caller, peer: types.TypeInputPeer) -> PeerId | None:
    if isinstance(peer, types.InputPeerEmpty):
        return None
    return await access_peer(app, caller, peer)


async def _topic(app: App, caller: Caller, peer: PeerId | None, topic_id: int | None) -> int | None:
    if topic_id is None or peer is None or not is_channel(peer):
        return topic_id
    return topic_filter((await access_chat(app, caller, peer)).chat, topic_id)


async def _saved_from(app: App, caller: Caller, peer: types.TypeInputPeer | None) -> PeerId | None:
    return None if peer is None else await access_peer(app, caller, peer)
