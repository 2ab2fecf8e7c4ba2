"""Single stickers and GIFs that somebody keeps: used of late, favourite, saved.

Source: https://core.telegram.org/api/stickers#recent-stickersets
Source: https://core.telegram.org/api/gifs
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.media.files import document_of
from hodhod.actions.stickers.access import (
    document_value,
    named_document,
    set_of,
    sticker_attribute,
)
from hodhod.actions.stickers.install import move_to_top
from hodhod.actions.stickers.view import is_document
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.result_hash import result_hash
from hodhod.domain.stored_file import StoredFile
from hodhod.store.installed_sets import KeptList, clear_kept, drop_kept, keep, kept
from hodhod.tl import types

UPDATES: dict[KeptList, types.TypeUpdate] = {
    KeptList.RECENT: types.UpdateRecentStickers(),
    KeptList.ATTACHED: types.UpdateRecentStickers(),
    KeptList.FAVED: types.UpdateFavedStickers(),
    KeptList.GIFS: types.UpdateSavedGifs(),
    KeptList.RINGTONES: types.UpdateSavedRingtones(),
}
"""What makes a client read a list again."""


async def kept_documents(
    app: App, caller: Caller, which: KeptList
) -> tuple[list[types.Document], list[int], int]:
    """Return a list's documents, when each was put there, and the hash of the list."""
    rows = await kept(app.store.shard(caller.box), caller.box, which)
    found = await app.store.files.by_ids([row.document_id for row in rows]) if rows else {}
    there = [
        row for row in rows if row.document_id in found and is_document(found[row.document_id])
    ]
    documents = [document_of(app, found[row.document_id]) for row in there]
    dates = [row.date for row in there]
    return documents, dates, result_hash(row.document_id for row in there)


async def sticker_to_keep(app: App, named: types.TypeInputDocument) -> StoredFile:
    """Return the sticker that a client names.

    Raises:
        RpcError: 400 STICKER_ID_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, "STICKER_ID_INVALID")
    attribute = sticker_attribute(document_value(file))
    if not isinstance(attribute, types.DocumentAttributeSticker):
        raise bad_request("STICKER_ID_INVALID")
    return file


async def gif_to_keep(app: App, named: types.TypeInputDocument) -> StoredFile:
    """Return the GIF that a client names.

    Raises:
        RpcError: 400 GIF_ID_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, "GIF_ID_INVALID")
    if not _is_gif(document_value(file)):
        raise bad_request("GIF_ID_INVALID")
    return file


async def put(app: App, caller: Caller, which: KeptList, document_id: int) -> None:
    """Put a document first in a list, and tell the caller's other sessions."""
    first = (await kept(app.store.shard(caller.box), caller.box, which))[:1]
    if first and first[0].document_id == document_id:
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        await keep(change.tx, caller.box, which, document_id, app.now)
        change.log(caller.box, UPDATES[which], exclude_session=caller.session)
    await app.bus.publish(change.events)


async def drop(app: App, caller: Caller, which: KeptList, document_id: int) -> None:
    """Take a document out of a list; nothing happens when it is not there."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await drop_kept(change.tx, caller.box, which, document_id):
            change.log(caller.box, UPDATES[which], exclude_session=caller.session)
    await app.bus.publish(change.events)


async def clear(app: App, caller: Caller, which: KeptList) -> None:
    """Empty a list."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await clear_kept(change.tx, caller.box, which):
            change.log(caller.box, UPDATES[which], exclude_session=caller.session)
    await app.bus.publish(change.events)


async def remember_sent(app: App, caller: Caller, messages: Sequence[Outgoing]) -> None:
    """Keep the stickers and GIFs of what somebody just sent; what is forwarded was not chosen."""
    if caller.is_bot:
        return
    for message in messages:
        document = None if message.fwd_from is not None else _document(message)
        if document is None:
            continue
        if isinstance(sticker_attribute(document), types.DocumentAttributeSticker):
            await put(app, caller, KeptList.RECENT, document.id)
        elif _is_gif(document):
            await put(app, caller, KeptList.GIFS, document.id)


async def used_sets_to_top(app: App, caller: Caller, messages: Sequence[Outgoing]) -> None:
    """Put the sets of the stickers and custom emoji that were just sent first."""
    if caller.is_bot:
        return
    stickers = [set_of(_document(message)) for message in messages]
    emoji = await _emoji_sets(app, messages)
    for set_id in dict.fromkeys((*stickers, *emoji)):
        if set_id is not None:
            await move_to_top(app, caller, set_id)


async def _emoji_sets(app: App, messages: Sequence[Outgoing]) -> list[int]:
    """Return the sets of the custom emoji in texts."""
    ids = {
        one.document_id
        for message in messages
        for one in message.entities
        if isinstance(one, types.MessageEntityCustomEmoji)
    }
    found = await app.store.files.by_ids(list(ids)) if ids else {}
    sets = [set_of(document_value(file)) for file in found.values()]
    return [set_id for set_id in sets if set_id is not None]


def _document(message: Outgoing) -> types.Document | None:
    media = message.media
    if isinstance(media, types.MessageMediaDocument) and isinstance(media.document, types.Document):
        return media.document
    return None


def _is_gif(document: types.Document | None) -> bool:
    return document is not None and any(
        isinstance(one, types.DocumentAttributeAnimated) for one in document.attributes
    )
