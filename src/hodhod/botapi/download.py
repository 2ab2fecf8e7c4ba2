"""Fetching a file by its path.

    GET  /file/bot<token>/<kind>s/<file_id><suffix>

Source: https://core.telegram.org/bots/api#file
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from aiohttp import web

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import access_document, access_photo
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.file_id import FileKind, NamedFile, named_by
from hodhod.botapi.files import input_document, input_photo
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.stored_file import WHOLE, StoredBlob
from hodhod.tl import types

CHUNK_BYTES: Final = 1 << 20
BIGGEST: Final = ("w", "y", "x", "m", "s")
"""The letters of a photo's sizes, the biggest first."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is fetched.

    Attributes:
        key: The blob.
        size: Bytes.
        mime_type: What it is.
        suffix: How its name ends, with the dot.
    """

    key: str
    size: int
    mime_type: str
    suffix: str


async def access_download(app: App, named: NamedFile) -> Download:
    """Return what a bot may fetch.

    Raises:
        BotError: 400: it is not there any more.
    """
    photo = named.kind is FileKind.PHOTO
    try:
        if photo:
            file = await access_photo(app, input_photo(app, named.id))
        else:
            file = await access_document(app, input_document(app, named.id))
    except RpcError:
        raise BadRequest("file is temporarily unavailable") from None
    blob: StoredBlob | None = file.blobs.get(named.size or WHOLE)
    if photo and blob is None:
        blob = next((file.blobs[one] for one in BIGGEST if one in file.blobs), None)
    if blob is None:
        raise BadRequest("file is temporarily unavailable")
    value = tl.decode(file.value)
    if photo or named.size or not isinstance(value, types.Document):
        return Download(blob.key, blob.size, "image/jpeg", ".jpg")
    given = (one for one in value.attributes if isinstance(one, types.DocumentAttributeFilename))
    name = next((one.file_name for one in given), "")
    suffix = PurePosixPath(name).suffix or mimetypes.guess_extension(value.mime_type) or ""
    return Download(blob.key, blob.size, value.mime_type, suffix if suffix.isascii() else "")


async def send_file(
    app: App, caller: Caller, path: str, request: web.Request
) -> web.StreamResponse | None:
    """Send a file piece by piece; None if the path leads nowhere."""
    name = PurePosixPath(path).name.partition(".")[0]
    named = named_by(app.secret, caller.me, name)
    if named is None:
        return None
    found = await access_download(app, named)
    response = web.StreamResponse(
        headers={
            "Content-Type": found.mime_type,
            "Content-Length": str(found.size),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
        }
    )
    await response.prepare(request)
    for offset in range(0, found.size, CHUNK_BYTES):
        await response.write(await app.blobs.read(found.key, offset, CHUNK_BYTES))
    await response.write_eof()
    return response
