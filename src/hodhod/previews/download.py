"""Reading one address: a few redirects, a few bytes, a few seconds, each hop checked.

Source: https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from hodhod.previews.guard import Guard, RefusedError

REDIRECTS = 5
"""Pages that lead elsewhere, one after another: a short link, https, www, a language."""

_REDIRECTING = frozenset((301, 302, 303, 307, 308))
_READ = 16 * 1024
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class DownloadError(Exception):
    """There is nothing to read there, or not for us."""


@dataclass(frozen=True, slots=True)
class Download:
    """What an address holds.

    Attributes:
        url: Where it was in the end.
        mime: Its media type, lower case.
        charset: Of a text, if it is told.
        data: The content, or its beginning.
        whole: Whether that is all of it.
    """

    url: str
    mime: str
    charset: str | None
    data: bytes
    whole: bool


async def download(
    client: ClientSession,
    guard: Guard,
    url: str,
    limit_of: Callable[[str], int],
    *,
    timeout: ClientTimeout | None = None,
) -> Download:
    """Read what is at an address.

    Args:
        client: A session whose names are resolved by a GuardedResolver.
        guard: What may be asked.
        url: Where.
        limit_of: Tells how many bytes are read of a media type; 0 for none at all.
        timeout: How long a hop may take; the session's own if it is None.

    Raises:
        DownloadError: It cannot be read, is of a kind that is not wanted, or leads in a circle.
    """
    for _ in range(REDIRECTS + 1):
        try:
            checked = guard.check_url(url)
            asked = client.get(checked, allow_redirects=False, timeout=timeout or client.timeout)
            async with asked as response:
                if response.status not in _REDIRECTING:
                    return await _read(response, limit_of)
                url = _next(checked, response.headers.get("Location", ""))
        except RefusedError as error:
            raise DownloadError(str(error)) from error
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            raise DownloadError(type(error).__name__) from error
    raise DownloadError("too many redirects")


def _next(here: URL, location: str) -> str:
    if not location:
        raise DownloadError("a redirect to nowhere")
    return str(here.join(URL(location)))


async def _read(response: ClientResponse, limit_of: Callable[[str], int]) -> Download:
    if response.status != 200:
        raise DownloadError(f"HTTP {response.status}")
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "")
    mime, charset = header.get_content_type(), header.get_content_charset()
    limit = limit_of(mime)
    if limit <= 0:
        raise DownloadError("not a kind of content that is shown")
    data, whole = await _body(response, limit)
    return Download(str(response.url), mime, charset, data, whole)


async def _body(response: ClientResponse, limit: int) -> tuple[bytes, bool]:
    """Return the first bytes of a body and whether it ends there.

    The session leaves compressed bodies as they are: some bytes may become gigabytes.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
        raise DownloadError("an encoding that was not asked for")
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding not in {"identity", ""} else None
    data = bytearray()
    async for chunk in response.content.iter_chunked(_READ):
        if inflate is None:
            data += chunk
        else:
            try:
                data += inflate.decompress(chunk, limit + 1 - len(data))
            except zlib.error as error:
                raise DownloadError("a broken encoding") from error
        if len(data) > limit:
            return bytes(data[:limit]), False
    return bytes(data), True
