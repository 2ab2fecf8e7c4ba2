"""channels.searchPosts, checkSearchPostsFlood.

Source: https://core.telegram.org/method/channels.searchPosts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.history import found_messages
from hodhod.actions.messages.public_posts import find_posts, posts_wanted
from hodhod.api.messages.searching import page_after
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.wide_search import WidePage
from hodhod.tl import functions, types

FREE = 100
"""Searches that are told to be left of a day: none is ever used up, since nothing is sold here."""


@rpc(functions.channels.SearchPosts, access=USER)
async def search_posts(
    app: App, caller: Caller, request: functions.channels.SearchPosts
) -> types.messages.TypeMessages:
    """Find posts of public channels by a hashtag or by words."""
    words = posts_wanted(request.hashtag, request.query)
    page = WidePage(limit=request.limit)
    if request.offset_rate > 0 or request.offset_id > 0:
        page = await page_after(app, caller, request)
    found, next_rate = await find_posts(app, caller, words, page)
    return await found_messages(app, caller, found, next_rate=next_rate)


@rpc(functions.channels.CheckSearchPostsFlood, access=USER)
async def check_search_posts_flood(
    app: App, caller: Caller, request: functions.channels.CheckSearchPostsFlood
) -> types.SearchPostsFlood:
    """How many searches of public posts are left today: all."""
    return types.SearchPostsFlood(
        query_is_free=True, total_daily=FREE, remains=FREE, stars_amount=0
    )
