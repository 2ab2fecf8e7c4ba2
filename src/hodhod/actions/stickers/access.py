"""The only way to a sticker set: what a client names, checked.

A set that is absent and one that its caller may not change are the same error. Sets are public: an
access hash is the same for everybody, because it is part of documents that go from hand to hand.
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import access_file
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.sticker_set import StickerSet
from hodhod.domain.stored_file import StoredFile
from hodhod.tl import types

NO_SET = "STICKERSET_INVALID"
NO_STICKER = "STICKER_INVALID"


async def access_set(app: App, named: types.TypeInputStickerSet) -> StickerSet:
    """Return the set that a client names.

    Raises:
        RpcError: 400 STICKERSET_INVALID.
    """
    found = None
    match named:
        case types.InputStickerSetID():
            if holds(app.secret, Kind.STICKER_SET, named.id, named.access_hash):
                found = (await app.store.sticker_sets.by_ids([named.id])).get(named.id)
        case types.InputStickerSetShortName():
            found = await app.store.sticker_sets.by_name(named.short_name)
        case _:
            pass
    if found is None:
        raise bad_request(NO_SET)
    return found


async def access_own_set(app: App, caller: Caller, named: types.TypeInputStickerSet) -> StickerSet:
    """Return a set that the caller may change: its owner's, or one that this bot made.

    Raises:
        RpcError: 400 STICKERSET_INVALID.
    """
    found = await access_set(app, named)
    if caller.me not in (found.owner_id, found.maker_id):
        raise bad_request(NO_SET)
    return found


async def access_own_sticker(
    app: App, caller: Caller, named: types.TypeInputDocument
) -> tuple[StickerSet, int]:
    """Return the set of a sticker that the caller may change, and the sticker's document.

    Raises:
        RpcError: 400 STICKER_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, NO_STICKER)
    set_id = set_of(document_value(file))
    found = None if set_id is None else (await app.store.sticker_sets.by_ids([set_id])).get(set_id)
    if found is None or caller.me not in (found.owner_id, found.maker_id):
        raise bad_request(NO_STICKER)
    return found, file.file_id


async def named_document(app: App, named: types.TypeInputDocument, error: str) -> StoredFile:
    """Return the document that a client names.

    Raises:
        RpcError: 400 with the given name, FILE_REFERENCE_EXPIRED.
    """
    if not isinstance(named, types.InputDocument):
        raise bad_request(error)
    file = await access_file(
        app, Kind.DOCUMENT, named.id, named.access_hash, named.file_reference, error=error
    )
    if document_value(file) is None:
        raise bad_request(error)
    return file


def document_value(file: StoredFile) -> types.Document | None:
    """Return a file as the document that it is, None for a photo."""
    value = tl.decode(file.value)
    return value if isinstance(value, types.Document) else None


def sticker_attribute(
    document: types.Document | None,
) -> types.DocumentAttributeSticker | types.DocumentAttributeCustomEmoji | None:
    """Return what makes a document a sticker, None if it is none."""
    for one in () if document is None else document.attributes:
        if isinstance(one, types.DocumentAttributeSticker | types.DocumentAttributeCustomEmoji):
            return one
    return None


def set_of(document: types.Document | None) -> int | None:
    """Return the id of the set that a document says it is in."""
    attribute = sticker_attribute(document)
    if attribute is None or not isinstance(attribute.stickerset, types.InputStickerSetID):
        return None
    return attribute.stickerset.id
