"""Files that are named by their addresses: brought here, and from then on as if uploaded.

Source: https://core.telegram.org/bots/api#sending-files
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from yarl import URL

from hodhod.actions.app import App
from hodhod.actions.media.uploads import PART_BYTES, save_part
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import types

PHOTO_BYTES, FILE_BYTES = 5 * 1024 * 1024, 20 * 1024 * 1024
"""The largest photo and the largest other file that are brought from an address."""

PAGES = frozenset(("text/html", "application/xhtml+xml"))
"""What stands where a file was expected when there is none."""

NAME_CHARS = 255


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was brought.

    Attributes:
        file: As an upload of whoever named it.
        mime_type: What its site says it is.
        size: Bytes.
    """

    file: types.InputFileBig
    mime_type: str
    size: int


async def brought(app: App, caller: Caller, url: str, most: int = FILE_BYTES) -> Brought:
    """Bring a file from an address of the open network.

    Raises:
        RpcError: 400 WEBPAGE_CURL_FAILED: it cannot be had, or is too large; WEBPAGE_MEDIA_EMPTY:
            it is no file.
    """
    accepted = app.previews.accepted(url)
    found = None if accepted is None else await app.previews.load(accepted, most)
    if found is None:
        raise bad_request("WEBPAGE_CURL_FAILED")
    if found.mime in PAGES:
        raise bad_request("WEBPAGE_MEDIA_EMPTY")
    file_id = int.from_bytes(app.entropy(8), "little", signed=True)
    parts = [found.data[at : at + PART_BYTES] for at in range(0, len(found.data), PART_BYTES)]
    for number, part in enumerate(parts):
        await save_part(app, caller, file_id, number, part)
    name = PurePosixPath(URL(found.url).path).name[-NAME_CHARS:] or "file"
    file = types.InputFileBig(id=file_id, parts=len(parts), name=name)
    return Brought(file, found.mime, len(found.data))


async def photo_at(app: App, caller: Caller, url: str) -> types.InputMediaUploadedPhoto:
    """Bring a photo, to be made media of.

    Raises:
        RpcError: As `brought`.
    """
    return types.InputMediaUploadedPhoto(file=(await brought(app, caller, url, PHOTO_BYTES)).file)


async def document_at(
    app: App,
    caller: Caller,
    url: str,
    mime_type: str = "",
    attributes: Sequence[types.TypeDocumentAttribute] = (),
) -> types.InputMediaUploadedDocument:
    """Bring a file, to be made media of as what its attributes say.

    Raises:
        RpcError: As `brought`.
    """
    found = await brought(app, caller, url)
    named = types.DocumentAttributeFilename(file_name=found.file.name)
    return types.InputMediaUploadedDocument(
        file=found.file,
        mime_type=mime_type or found.mime_type,
        attributes=[named, *attributes],
    )
