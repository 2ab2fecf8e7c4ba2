"""Finding messages: by words, kinds of media, senders and dates, in a chat or in all of them.

Source: https://core.telegram.org/api/search
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.messages.copies import saved_token
from hodhod.actions.messages.history import Found, search
from hodhod.actions.messages.unseen import unseen
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_channel
from hodhod.domain.message import URL_TOKEN, MediaKind
from hodhod.domain.saved_tag import tag_token
from hodhod.domain.search_text import tsquery
from hodhod.store.history import Filter, Page
from hodhod.store.members import Mark
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
            REACTION_INVALID; LIMIT_INVALID for too many tags.
    """
    words = []
    if query.strip():
        found = tsquery(query[:QUERY_UNITS])
        if not found:
            return None
        words.append(f"({found})")
    elif peer is None and isinstance(kind, types.InputMessagesFilterEmpty):
        raise bad_request("SEARCH_QUERY_EMPTY")
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


async def find(app: App, caller: Caller, wanted: Filter | None, page: Page) -> Found:
    """Return a page of what a search finds."""
    if wanted is None:
        return Found((), 0)
    if wanted.mentioned and wanted.peer_id is not None and is_channel(wanted.peer_id):
        peer, topic_id = wanted.peer_id, wanted.topic_id
        return await unseen(app, caller, peer, Mark.MENTION, page, topic_id=topic_id)
    return await search(app, caller, wanted, page)


async def days(
    app: App, caller: Caller, wanted: Filter, page: Page
) -> tuple[Found, list[types.SearchResultsCalendarPeriod]]:
    """Return a page of what a search finds and how many there are on each of its days (UTC)."""
    found = await search(app, caller, wanted, page)
    periods: dict[int, types.SearchResultsCalendarPeriod] = {}
    for message in found.messages:
        day = message.date // 86_400 * 86_400
        known = periods.get(day)
        periods[day] = types.SearchResultsCalendarPeriod(
            date=day,
            min_msg_id=message.msg_id,
            max_msg_id=message.msg_id if known is None else known.max_msg_id,
            count=1 if known is None else known.count + 1,
        )
    return found, list(periods.values())


async def first(app: App, caller: Caller, wanted: Filter, total: int) -> tuple[int, int]:
    """Return the id and the date of the oldest message that a search finds."""
    page = Page(offset_id=1, add_offset=-1, limit=1)
    oldest = (await search(app, caller, wanted, page)).messages
    return (oldest[0].msg_id, oldest[0].date) if oldest and total else (0, 0)
