"""Finding posts of public channels by a hashtag or by words, wherever one is a member.

Every shard knows which of its channels are public, so that nothing is written for the search.

Source: https://core.telegram.org/method/channels.searchPosts
"""

from __future__ import annotations

from asyncio import gather
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.messages.history import Found
from hodhod.actions.messages.search import QUERY_UNITS, words_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.hashtags import hashtag_token
from hodhod.store.history import PAGE_LIMIT
from hodhod.store.wide_search import WidePage, find_public_posts


def posts_wanted(hashtag: str | None, query: str | None) -> str | None:
    """Return the tsquery of what is looked for; None when nothing can be found by it.

    Raises:
        RpcError: 400 HASHTAG_INVALID, SEARCH_QUERY_EMPTY.
    """
    if hashtag is not None:
        token = hashtag_token(hashtag[:QUERY_UNITS])
        if token is None:
            raise bad_request("HASHTAG_INVALID")
        return f"'{token}'"
    if query is None or not query.strip():
        raise bad_request("SEARCH_QUERY_EMPTY")
    return words_of(query)


async def find_posts(
    app: App, caller: Caller, words: str | None, page: WidePage
) -> tuple[Found, int | None]:
    """Return a page of posts, the newest first, and the rate of the next one if there is one.

    The count is that of the page, and one more when there is more.

    Args:
        app: The working parts.
        caller: Who searches: channels that keep them out are not for them.
        words: As posts_wanted returned it.
        page: Which of the posts.
    """
    limit = max(0, min(page.limit, PAGE_LIMIT - 1))
    if words is None or not limit:
        return Found((), 0), None
    asked = replace(page, limit=limit + 1)
    found = await gather(*(find_public_posts(one, words, asked) for one in app.store.shards))
    posts = sorted((one for some in found for one in some), key=page.follows, reverse=True)
    shown = posts[:limit]
    peers = dict.fromkeys(one.peer_id for one in shown)
    seen = await app.store.chats.seen([(caller.me, peer) for peer in peers])
    open_to = {one.chat.peer_id for one in seen if one.may_read(app.now)}
    readable = [one for one in shown if one.peer_id in open_to]
    more = len(posts) > limit
    return Found(readable, len(readable) + more), shown[-1].date if more else None
