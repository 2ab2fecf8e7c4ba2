"""Previews of links: what a page says of itself, read by the server.

    Previews.begin ─► Fetcher.fetch ─► download (each hop guarded) ─► charset ─► page ─► picture

A stranger chooses the address. So nothing is fetched from an address that is not public, whatever
name or redirect leads there; time, bytes, redirects and how many run at once are bounded; and what
a page says is cleaned before anybody sees it.
"""

from __future__ import annotations

from hodhod.previews.fetcher import Fetched, Fetcher, open_fetcher
from hodhod.previews.guard import OPEN_INTERNET, Guard, RefusedError, is_public
from hodhod.previews.page import Page, shown_url
from hodhod.previews.previews import Previews, PreviewSettings, Reader, open_previews

__all__ = [
    "OPEN_INTERNET",
    "Fetched",
    "Fetcher",
    "Guard",
    "Page",
    "PreviewSettings",
    "Previews",
    "Reader",
    "RefusedError",
    "is_public",
    "open_fetcher",
    "open_previews",
    "shown_url",
]
