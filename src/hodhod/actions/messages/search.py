"""Finding messages: by words, kinds of media, senders and dates, in a chat or in all of them.

Source: https://core.telegram.org/api/search
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.messages.copies import saved_token
from hodhod.actions.messages.history import Found, search
from hodhod.actions.messages.reach import box_of
from hodhod.actions.messages.unseen import mentions
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.hashtags import tags_and_words
from hodhod.domain.ids import PeerId, is_channel
from hodhod.domain.message import URL_TOKEN, MediaKind, StoredMessage
from hodhod.domain.saved_tag import tag_token
from hodhod.domain.search_text import tsquery
from hodhod.store.history import Filter, Page, first_id_since
from hodhod.store.history_days import find_days
from hodhod.store.members import channel_views
from hodhod.tl import types

QUERY_UNITS = 256
"""Characters of a query that are looked at."""

TAGS_LIMIT = 10
"""Tags in one search: more than a message may have finds nothing anyway."""

KINDS: Mapping[type[types.TypeMessagesFilter], tuple[MediaKind, ...]] = {
    types.InputMessagesFilterPhotos: (MediaKind.PHOTO,),
    types.InputMessagesFilterVideo: (MediaKind.VIDEO,),
    types.InputMessagesFilterPhotoVideo: (MediaKind.PHOTO, MediaKind.VIDEO),
    types.InputMessagesFilterDocument: (MediaKind.DOCUMENT,),
    types.InputMessagesFilterGif: (MediaKind.GIF,),
    types.InputMessagesFilterVoice: (MediaKind.VOICE,),
    types.InputMessagesFilterMusic: (MediaKind.MUSIC,),
    types.InputMessagesFilterRoundVideo: (MediaKind.ROUND_VIDEO,),
    types.InputMessagesFilterRoundVoice: (MediaKind.VOICE, MediaKind.ROUND_VIDEO),
    types.InputMessagesFilterChatPhotos: (MediaKind.CHAT_PHOTO,),
    types.InputMessagesFilterPhoneCalls: (MediaKind.PHONE_CALL,),
    types.InputMessagesFilterGeo: (MediaKind.LOCATION,),
    types.InputMessagesFilterContacts: (MediaKind.CONTACT,),
    types.InputMessagesFilterPoll: (MediaKind.POLL,),
}
"""What each filter of a kind of media finds."""


OF_ONE_CHAT = (types.InputMessagesFilterPinned, types.InputMessagesFilterMyMentions)
"""Filters that are for one chat: nobody looks for pins or mentions in all at once."""


def wanted_by(
    kind: types.TypeMessagesFilter,
    *,
    query: str = "",
    peer: PeerId | None = None,
    saved_from: PeerId | None = None,
    tags: Sequence[types.TypeReaction] = (),
) -> Filter | None:
    """Return what a search is about, or None when it can find nothing.

    Args:
        kind: The filter.
        query: Words in any script; letters and digits may be written in any variant.
        peer: In which chat.
        saved_from: In Saved Messages, from which chat.
        tags: In Saved Messages, with which reactions, all of them.

    Raises:
        RpcError: 400 SEARCH_QUERY_EMPTY for neither words nor a filter in all chats;
            FILTER_NOT_SUPPORTED for a filter of one chat in all; REACTION_INVALID;
            LIMIT_INVALID for too many tags.
    """
    words = []
    if query.strip():
        found = words_of(query)
        if found is None:
            return None
        words.append(f"({found})")
    elif peer is None and isinstance(kind, types.InputMessagesFilterEmpty):
        raise bad_request("SEARCH_QUERY_EMPTY")
    if peer is None and isinstance(kind, OF_ONE_CHAT):
        raise bad_request("FILTER_NOT_SUPPORTED")
    if isinstance(kind, types.InputMessagesFilterUrl):
        words.append(f"'{URL_TOKEN}'")
    if saved_from is not None:
        words.append(f"'{saved_token(saved_from)}'")
    if len(tags) > TAGS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    words += [f"'{tag_token(standard(one))}'" for one in tags]
    return Filter(
        peer_id=peer,
        words=" & ".join(words) or None,
        kinds=KINDS.get(type(kind)),
        pinned=isinstance(kind, types.InputMessagesFilterPinned),
        mentioned=isinstance(kind, types.InputMessagesFilterMyMentions),
    )


def words_of(query: str) -> str | None:
    """Return the tsquery for hashtags and words; None when nothing in them can be looked for."""
    tags, rest = tags_and_words(query[:QUERY_UNITS])
    terms = [*(f"'{one}'" for one in tags), tsquery(rest)]
    return " & ".join(one for one in terms if one) or None


async def find(app: App, caller: Caller, wanted: Filter | None, page: Page) -> Found:
    """Return a page of what a search finds."""
    if wanted is None:
        return Found((), 0)
    if wanted.mentioned:
        return await mentions(app, caller, wanted, page)
    return await search(app, caller, wanted, page)


async def days(
    app: App, caller: Caller, wanted: Filter, *, offset_id: int, offset_date: int
) -> tuple[Sequence[StoredMessage], list[types.SearchResultsCalendarPeriod]]:
    """Return the days (UTC) that have what a search finds, the newest first.

    Args:
        app: The working parts.
        caller: Who searches.
        wanted: The chat, and what its messages are about.
        offset_id: Before which message, 0 for all.
        offset_date: Before which Unix time, where no message is given, 0 for all.

    Returns:
        The first and the last message of each day, and how many each has.
    """
    assert wanted.peer_id is not None
    box_id = box_of(caller, wanted.peer_id)
    shard = app.store.shard(box_id)
    above = 0
    if is_channel(wanted.peer_id):
        (view,) = await channel_views(shard, caller.me, [wanted.peer_id])
        above = view.min_id
    below = offset_id
    if offset_id <= 0 < offset_date:
        below = await first_id_since(shard, box_id, wanted.peer_id, offset_date)
    found = await find_days(shard, box_id, wanted, above=above, below=below)
    ids = sorted({one for day in found for one in (day.first, day.last)}, reverse=True)
    rows = await app.store.messages.by_ids(box_id, ids) if ids else {}
    periods = [
        types.SearchResultsCalendarPeriod(
            date=day.date, min_msg_id=day.first, max_msg_id=day.last, count=day.messages
        )
        for day in found
    ]
    return [rows[one] for one in ids if one in rows], periods


async def first(app: App, caller: Caller, wanted: Filter, total: int) -> tuple[int, int]:
    """Return the id and the date of the oldest message that a search finds."""
    page = Page(offset_id=1, add_offset=-1, limit=1)
    oldest = (await search(app, caller, wanted, page)).messages
    return (oldest[0].msg_id, oldest[0].date) if oldest and total else (0, 0)
