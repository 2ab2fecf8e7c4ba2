"""getFile.

Source: https://core.telegram.org/bots/api#getfile
"""

from __future__ import annotations

from hodhod.botapi.download import access_download
from hodhod.botapi.file_id import MAX_FILE_ID, NamedFile, file_unique_id
from hodhod.botapi.files import known_file
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.media import File


class GetFile(Params):
    """Which file."""

    file_id: str


@method
async def get_file(bot: Bot, asked: GetFile) -> File:
    """Tell where a file is fetched from: /file/bot<token>/<file_path>."""
    named: NamedFile = known_file(bot, asked.file_id[: MAX_FILE_ID + 1])
    found = await access_download(bot.app, named)
    return File(
        file_id=asked.file_id,
        file_unique_id=file_unique_id(named),
        file_size=found.size,
        file_path=f"{named.kind.name.lower()}s/{asked.file_id}{found.suffix}",
    )
