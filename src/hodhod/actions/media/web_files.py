"""Files that are elsewhere, read through this server: whoever looks shows their address to nobody.

Source: https://core.telegram.org/method/upload.getWebFile
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from hodhod.domain.access_hash import Kind, access_hash, holds
from hodhod.domain.errors import bad_request
from hodhod.tl import types

if TYPE_CHECKING:
    from hodhod.actions.app import App
    from hodhod.previews.download import Download

FILE_BYTES: Final = 5 * 1024 * 1024
HELD_BYTES: Final = 32 * 1024 * 1024
"""Bytes that are held, so that a file that is read in pieces is fetched once."""

PIECE_BYTES: Final = 1024 * 1024


@dataclass(slots=True)
class WebFiles:
    """Files that were read lately, by their addresses, the oldest first."""

    _held: OrderedDict[str, Download] = field(default_factory=OrderedDict)
    _bytes: int = 0

    async def get(self, app: App, url: str) -> Download:
        """Return a file.

        Raises:
            RpcError: 400 WEBPAGE_CURL_FAILED.
        """
        known = self._held.get(url)
        if known is not None:
            self._held.move_to_end(url)
            return known
        accepted = app.previews.accepted(url)
        found = None if accepted is None else await app.previews.load(accepted, FILE_BYTES)
        if found is None:
            raise bad_request("WEBPAGE_CURL_FAILED")
        if url not in self._held:
            self._held[url] = found
            self._bytes += len(found.data)
        while self._bytes > HELD_BYTES:
            _, gone = self._held.popitem(last=False)
            self._bytes -= len(gone.data)
        return found


def url_hash(app: App, url: str) -> int:
    """Return the proof that somebody was shown an address."""
    return access_hash(app.secret, Kind.WEB_DOCUMENT, _short(url))


async def read_web_file(
    app: App, location: types.TypeInputWebFileLocation, *, offset: int, limit: int
) -> tuple[Download, bytes]:
    """Return a file that is elsewhere, and a piece of it.

    Raises:
        RpcError: 400 LOCATION_INVALID: nobody was shown it; OFFSET_INVALID, LIMIT_INVALID,
            WEBPAGE_CURL_FAILED.
    """
    if not isinstance(location, types.InputWebFileLocation):
        raise bad_request("LOCATION_INVALID")
    if not holds(app.secret, Kind.WEB_DOCUMENT, _short(location.url), location.access_hash):
        raise bad_request("LOCATION_INVALID")
    if offset < 0:
        raise bad_request("OFFSET_INVALID")
    if not 0 < limit <= PIECE_BYTES:
        raise bad_request("LIMIT_INVALID")
    found = await app.web_files.get(app, location.url)
    return found, found.data[offset : offset + limit]


def _short(url: str) -> int:
    return int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "little", signed=True)
