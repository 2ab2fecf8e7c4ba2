"""From an address to what is shown of it: the page, then its picture."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

from hodhod.previews.charset import decoded
from hodhod.previews.download import Download, DownloadError, download
from hodhod.previews.guard import OPEN_INTERNET, Guard, RefusedError
from hodhod.previews.page import Page, read_page, site_of
from hodhod.previews.resolver import GuardedResolver

PAGE_BYTES = 512 * 1024
"""Bytes that are read of a page: what it says of itself stands in its head."""

IMAGE_BYTES = 5 * 1024 * 1024
"""The largest picture."""

CONNECT_S, PAGE_S, IMAGE_S, FILE_S = 4.0, 8.0, 8.0, 30.0
"""Seconds for a connection, for a page with all its redirects, for its picture, and for a file."""

CONNECTIONS = 32

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_IMAGES = frozenset(("image/jpeg", "image/png", "image/webp", "image/gif"))
_HEADERS = {
    # Sites show their cards to what calls itself a bot, and consent forms to browsers.
    "User-Agent": "Mozilla/5.0 (compatible; HodhodBot/1.0; link preview)",
    "Accept": "text/html,application/xhtml+xml,image/*;q=0.8",
    "Accept-Language": "fa,en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is shown of an address.

    Attributes:
        url: Where it was in the end.
        page: What it says of itself; for a picture, its site alone.
        image: Bytes of its picture, or None.
        is_image: Whether the address itself is a picture.
    """

    url: str
    page: Page
    image: bytes | None = None
    is_image: bool = False


class Fetcher:
    """What reads addresses that strangers choose. Made by open_fetcher."""

    def __init__(self, client: ClientSession, guard: Guard) -> None:
        self._client = client
        self._guard = guard

    def accepted(self, url: str) -> str | None:
        """Return an address as it would be asked for; None if it would not be."""
        try:
            return str(self._guard.check_url(url))
        except RefusedError:
            return None

    async def fetch(self, url: str) -> Fetched | None:
        """Return what is shown of an address; None if there is nothing."""
        try:
            async with asyncio.timeout(PAGE_S):
                found = await download(self._client, self._guard, url, _page_limit)
        except (DownloadError, TimeoutError):
            return None
        if found.mime in _IMAGES:
            if not found.whole:
                return None
            page = Page(site_name=site_of(found.url), kind="photo", large=True)
            return Fetched(found.url, page, found.data, is_image=True)
        page = await asyncio.to_thread(_read, found)
        if not page:
            return None
        image = await self._image(page.image) if page.image else None
        page = replace(page, image=page.image if image else "")
        return Fetched(found.url, page, image) if page else None

    async def load(self, url: str, most: int) -> Download | None:
        """Return a file of up to so many bytes; None if it cannot be had."""
        timeout = ClientTimeout(total=FILE_S, sock_connect=CONNECT_S)
        try:
            async with asyncio.timeout(FILE_S):
                found = await download(
                    self._client, self._guard, url, lambda _: most, timeout=timeout
                )
        except (DownloadError, TimeoutError):
            return None
        return found if found.whole and found.data else None

    async def _image(self, url: str) -> bytes | None:
        try:
            async with asyncio.timeout(IMAGE_S):
                found = await download(self._client, self._guard, url, _image_limit)
        except (DownloadError, TimeoutError):
            return None
        return found.data if found.whole else None


@asynccontextmanager
async def open_fetcher(
    *, guard: Guard = OPEN_INTERNET, resolver: AbstractResolver | None = None
) -> AsyncIterator[Fetcher]:
    """Open a fetcher.

    Args:
        guard: What may be asked; another one in tests alone.
        resolver: What knows the addresses of names; in tests, a table.
    """
    connector = TCPConnector(
        limit=CONNECTIONS,
        resolver=GuardedResolver(resolver or ThreadedResolver(), guard),
        # Each fetch looks its name up, and its connection is nobody else's.
        use_dns_cache=False,
        force_close=True,
    )
    async with ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        headers=_HEADERS,
        timeout=ClientTimeout(total=max(PAGE_S, IMAGE_S), sock_connect=CONNECT_S),
        # A proxy or a password from the environment is not for strangers' addresses.
        trust_env=False,
        auto_decompress=False,
        max_line_size=8190,
        max_field_size=8190,
    ) as client:
        yield Fetcher(client, guard)


def _read(found: Download) -> Page:
    return read_page(decoded(found.data, found.charset), found.url)


def _page_limit(mime: str) -> int:
    if mime in _PAGES:
        return PAGE_BYTES
    return IMAGE_BYTES if mime in _IMAGES else 0


def _image_limit(mime: str) -> int:
    return IMAGE_BYTES if mime in _IMAGES else 0
