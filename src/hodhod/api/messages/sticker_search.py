"""Finding stickers, sets and custom emoji.

Source: https://core.telegram.org/api/stickers#searching-for-stickersets
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers import search
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.result_hash import result_hash
from hodhod.domain.sticker_set import Kind
from hodhod.tl import functions, types

OFFSET_LIMIT = 2 * search.LOOKED_AT
"""Past everything that is found."""


@rpc(
    functions.messages.SearchStickerSets,
    functions.messages.SearchEmojiStickerSets,
    access=USER,
)
async def search_sets(
    app: App,
    caller: Caller,
    request: functions.messages.SearchStickerSets | functions.messages.SearchEmojiStickerSets,
) -> types.messages.TypeFoundStickerSets:
    """Sets by words."""
    emoji = isinstance(request, functions.messages.SearchEmojiStickerSets)
    kind = Kind.EMOJI if emoji else Kind.STICKERS
    sets = await search.find_sets(app, caller, request.q, kind)
    found = result_hash(one.set.id for one in sets)
    if request.hash and request.hash == found:
        return types.messages.FoundStickerSetsNotModified()
    return types.messages.FoundStickerSets(hash=found, sets=sets)


@rpc(functions.messages.SearchStickers, access=USER)
async def search_stickers(
    app: App, caller: Caller, request: functions.messages.SearchStickers
) -> types.messages.TypeFoundStickers:
    """Stickers or custom emoji by words and emoji."""
    if not 0 <= request.offset <= OFFSET_LIMIT:
        raise bad_request("OFFSET_INVALID")
    kind = Kind.EMOJI if request.emojis else Kind.STICKERS
    documents, next_offset = await search.find_stickers(
        app,
        caller,
        f"{request.emoticon} {request.q}",
        kind,
        offset=request.offset,
        limit=max(1, min(request.limit, search.STICKERS_LIMIT)),
    )
    found = result_hash(one.id for one in documents)
    if request.hash and request.hash == found:
        return types.messages.FoundStickersNotModified(next_offset=next_offset)
    return types.messages.FoundStickers(next_offset=next_offset, hash=found, stickers=documents)


@rpc(functions.messages.GetStickers, access=USER)
async def get_stickers(
    app: App, caller: Caller, request: functions.messages.GetStickers
) -> types.messages.TypeStickers:
    """Stickers of an emoji."""
    _require(request.emoticon)
    documents, _ = await search.find_stickers(app, caller, request.emoticon, Kind.STICKERS)
    found = result_hash(one.id for one in documents)
    if request.hash and request.hash == found:
        return types.messages.StickersNotModified()
    return types.messages.Stickers(hash=found, stickers=documents)


@rpc(functions.messages.SearchCustomEmoji, access=USER)
async def search_custom_emoji(
    app: App, caller: Caller, request: functions.messages.SearchCustomEmoji
) -> types.TypeEmojiList:
    """Custom emoji of an emoji."""
    _require(request.emoticon)
    ids = await search.find_ids(app, caller, request.emoticon, Kind.EMOJI)
    ids = ids[: search.STICKERS_LIMIT]
    found = result_hash(ids)
    if request.hash and request.hash == found:
        return types.EmojiListNotModified()
    return types.EmojiList(hash=found, document_id=ids)


@rpc(functions.messages.GetCustomEmojiDocuments, access=USER | BOT)
async def get_custom_emoji_documents(
    app: App, caller: Caller, request: functions.messages.GetCustomEmojiDocuments
) -> list[types.Document]:
    """Custom emoji by their ids: unknown ones are left out."""
    return await custom_emoji(app, request.document_id)


def _require(emoticon: str) -> None:
    if not emoticon.strip():
        raise bad_request("EMOTICON_EMPTY")
