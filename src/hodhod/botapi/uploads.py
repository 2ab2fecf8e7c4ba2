"""Files that come along with a request: kept part by part, never whole in memory."""

from __future__ import annotations

from typing import Final

from aiohttp import BodyPartReader

from hodhod.actions.app import App
from hodhod.actions.media.uploads import PART_BYTES, save_part
from hodhod.botapi.errors import TOO_LARGE, BadRequest, BotError
from hodhod.botapi.registry import Upload
from hodhod.domain.caller import Caller
from hodhod.tl import types

ATTACHED: Final = "attach://"
"""Stands before the name of the part that a file is in."""

NAME_CHARS: Final = 255


async def take_file(app: App, caller: Caller, file_name: str, part: BodyPartReader) -> Upload:
    """Keep the file of a part.

    Raises:
        BotError: 400 for an empty file, 413 for one that is too large.
    """
    file_id = int.from_bytes(app.entropy(8), "little", signed=True)
    size, count, held = 0, 0, bytearray()
    while chunk := await part.read_chunk(PART_BYTES):
        held += chunk
        size += len(chunk)
        if size > app.policy.upload_bytes:
            raise BotError(*TOO_LARGE)
        while len(held) >= PART_BYTES:
            await save_part(app, caller, file_id, count, bytes(held[:PART_BYTES]))
            del held[:PART_BYTES]
            count += 1
    if held:
        await save_part(app, caller, file_id, count, bytes(held))
        count += 1
    if not count:
        raise BadRequest("file must be non-empty")
    name = (file_name or "file").replace("/", "_")[-NAME_CHARS:]
    mime_type = part.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Upload(types.InputFileBig(id=file_id, parts=count, name=name), mime_type, size)
