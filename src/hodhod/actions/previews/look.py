"""What a link leads to, for somebody who is still writing."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.actions.previews.attach import first_link
from hodhod.actions.previews.pages import Shown, begin, page_for, shown
from hodhod.domain.errors import bad_request
from hodhod.domain.web_page import WebPage
from hodhod.tl import types

PATIENCE_S = 4.0
"""Seconds that somebody waits for a page; then they are told to ask again."""


async def preview_now(
    app: App, text: str, entities: Iterable[types.TypeMessageEntity]
) -> types.MessageMediaWebPage | None:
    """Return the preview of a text's first link; None if there is nothing to show of it."""
    url = first_link(app, text, entities)
    if url is None:
        return None
    page = await _read_now(app, url)
    if page.fetched_at is not None and page.value is None:
        return None
    return types.MessageMediaWebPage(webpage=shown(app, page))


async def page_at(app: App, url: str) -> Shown:
    """Return the page at an address.

    Raises:
        RpcError: 400 WC_CONVERT_URL_INVALID.
    """
    if not app.previews.enabled:
        return types.WebPageEmpty(id=0, url=url)
    accepted = app.previews.accepted(url if "://" in url else f"http://{url}")
    if accepted is None:
        raise bad_request("WC_CONVERT_URL_INVALID")
    return shown(app, await _read_now(app, accepted))


async def _read_now(app: App, url: str) -> WebPage:
    page = await page_for(app, url)
    if page.fetched_at is not None:
        return page
    begin(app, page)
    await app.previews.wait(page.page_id, PATIENCE_S)
    return await app.store.web_pages.get(page.page_id) or page
