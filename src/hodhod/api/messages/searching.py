"""messages.search, searchGlobal and their counters.

Source: https://core.telegram.org/api/search
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages import search
from hodhod.actions.messages.history import Found, found_messages
from hodhod.actions.messages.history import search as search_page
from hodhod.actions.messages.live_location import living
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.messages.wide_search import Chats, find_everywhere, find_sent
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.threads.topics import topic_filter
from hodhod.api.messages.dialogs import folder
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    is_channel,
    is_id,
    peer_of_channel,
    peer_of_user,
)
from hodhod.store.history import LAST_ID, Filter, Page
from hodhod.store.wide_search import WidePage
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
        tags=(request.saved_reaction or ()) if peer == caller.own_peer else (),
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
    """Find messages in all of the caller's chats: the newest first, by their dates."""
    wanted = search.wanted_by(request.filter, query=request.q)
    if wanted is None:
        return await found_messages(app, caller, Found((), 0))
    wanted = replace(wanted, since=request.min_date or None, until=request.max_date or None)
    chats = Chats.only(
        people=request.users_only,
        groups=request.groups_only,
        channels=request.broadcasts_only,
        folder_id=None if request.folder_id is None else folder(request.folder_id),
    )
    page = WidePage(limit=request.limit)
    if request.offset_rate > 0 or request.offset_id > 0:
        page = await page_after(app, caller, request)
    found = await find_everywhere(app, caller, wanted, page, chats)
    more = found.messages and found.count > len(found.messages)
    rate = found.messages[-1].date if more else None
    return await found_messages(app, caller, found, next_rate=rate)


@rpc(functions.messages.SearchSentMedia, access=USER)
async def search_sent_media(
    app: App, caller: Caller, request: functions.messages.SearchSentMedia
) -> types.messages.TypeMessages:
    """Find the media that the caller sent, wherever it was."""
    wanted = search.wanted_by(request.filter, query=request.q)
    if wanted is None or wanted.kinds is None:
        return await found_messages(app, caller, Found((), 0))
    limit = max(0, request.limit)
    in_own_box = replace(wanted, from_id=peer_of_user(caller.me))
    own = await search.find(app, caller, in_own_box, Page(limit=limit))
    sent = await find_sent(app, caller, wanted, WidePage(limit=limit))
    both = sorted((*own.messages, *sent.messages), key=lambda one: -one.date)[:limit]
    return await found_messages(app, caller, Found(both, max(len(both), own.count + sent.count)))


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
        if wanted is not None:
            topic_id = await _topic(app, caller, peer, request.top_msg_id)
            wanted = replace(wanted, topic_id=topic_id)
        found = await search.find(app, caller, wanted, Page(limit=0))
        counters.append(types.messages.SearchCounter(filter=one, count=found.count))
    return counters


@rpc(functions.messages.GetSearchResultsCalendar, access=USER)
async def get_search_results_calendar(
    app: App, caller: Caller, request: functions.messages.GetSearchResultsCalendar
) -> types.messages.SearchResultsCalendar:
    """Tell on which days there are messages of a kind."""
    wanted = await _of_kind(app, caller, request)
    shown, periods = await search.days(
        app, caller, wanted, offset_id=request.offset_id, offset_date=request.offset_date
    )
    total = (await search_page(app, caller, wanted, Page(limit=0))).count
    min_id, min_date = await search.first(app, caller, wanted, total)
    messages = await messages_seen_by(app, caller.me, shown)
    objects = await objects_for(app, caller.me, messages)
    return types.messages.SearchResultsCalendar(
        count=total,
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


async def page_after(
    app: App,
    caller: Caller,
    request: functions.messages.SearchGlobal | functions.channels.SearchPosts,
) -> WidePage:
    """Return the page after a message: it is named by its rate, chat and id."""
    box_id: int = caller.box
    named = request.offset_peer
    if isinstance(named, types.InputPeerChannel) and is_id(named.channel_id):
        box_id = peer_of_channel(named.channel_id)
    date = request.offset_rate
    if date <= 0:
        found = await app.store.messages.get(BoxId(box_id), MsgId(request.offset_id))
        date = LAST_ID if found is None else found.date
    return WidePage(date, box_id, request.offset_id, request.limit)


async def _of_kind(
    app: App,
    caller: Caller,
    request: (
        functions.messages.GetSearchResultsCalendar | functions.messages.GetSearchResultsPositions
    ),
) -> Filter:
    unsorted = types.InputMessagesFilterEmpty | types.InputMessagesFilterMyMentions
    if isinstance(request.filter, unsorted):
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
