"""Stickers that were put on a photo or a video before it was sent.

Source: https://core.telegram.org/api/stickers#attached-stickers
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.media.files import access_document, access_photo
from hodhod.actions.stickers.access import document_value, named_document, set_of
from hodhod.actions.stickers.view import covered
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import types

ATTACHED_LIMIT = 100
"""Stickers on one picture: more do not fit."""


async def attached_ids(app: App, named: Sequence[types.TypeInputDocument] | None) -> list[int]:
    """Return the stickers that a client says are on what it uploads, each once.

    Raises:
        RpcError: 400 STICKER_DOCUMENT_INVALID, STICKERS_TOO_MUCH, FILE_REFERENCE_EXPIRED.
    """
    if len(named or ()) > ATTACHED_LIMIT:
        raise bad_request("STICKERS_TOO_MUCH")
    files = [await named_document(app, one, "STICKER_DOCUMENT_INVALID") for one in named or ()]
    return list(dict.fromkeys(file.file_id for file in files))


async def attached_sets(
    app: App, caller: Caller, media: types.TypeInputStickeredMedia
) -> list[types.TypeStickerSetCovered]:
    """Return the sets of the stickers on a photo or a video.

    Raises:
        RpcError: 400 MEDIA_EMPTY, PHOTO_INVALID, FILE_REFERENCE_EXPIRED.
    """
    match media:
        case types.InputStickeredMediaPhoto():
            file = await access_photo(app, media.id)
        case _:
            file = await access_document(app, media.id)
    ids = await app.store.sticker_sets.attached(file.file_id)
    found = await app.store.files.by_ids(ids) if ids else {}
    named = [set_of(document_value(found[one])) for one in ids if one in found]
    wanted = list(dict.fromkeys(one for one in named if one is not None))
    sets = await app.store.sticker_sets.by_ids(wanted)
    return await covered(app, [sets[one] for one in wanted if one in sets], caller.me)
