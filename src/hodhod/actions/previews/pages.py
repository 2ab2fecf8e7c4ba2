"""From an address to its page: what is known of it, or the reading of it in the background.

    page_for ─► a page that was read lately
             └► a new one, and begin: fetch ─► picture kept ─► value kept ─► messages told

Source: https://core.telegram.org/api/web-page-previews
"""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import signed_photo
from hodhod.actions.media.photos import keep_photo
from hodhod.actions.previews.settle import settle
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import SERVICE_USER
from hodhod.domain.web_page import GIVEN_UP_S, WebPage
from hodhod.previews import Fetched, shown_url
from hodhod.tl import types

SMALLEST_SIDE = 50
"""Pixels: smaller pictures are counters and icons."""

LARGE_SIDE = 400
"""Pixels of the longer side of a picture that may be shown large."""

FORGOTTEN_S = 30
"""Seconds after which a page that messages still wait for is taken up again."""

KEPT_S = 7 * 86_400
"""Seconds that pages are kept."""

Shown = types.WebPage | types.WebPageEmpty | types.WebPagePending


async def page_for(app: App, url: str) -> WebPage:
    """Return the page of an address that `previews.accepted` returned.

    It may be one that nobody reads yet: whoever needs it calls `begin`.
    """
    known = await app.store.web_pages.newest(url)
    if known is not None and known.good_at(app.now):
        return known
    return await app.store.web_pages.begin(url, app.now)


def begin(app: App, page: WebPage) -> None:
    """Read a page in the background, and tell the messages that wait for it.

    When there is no room the page stays as it is; `take_up` comes back to it.
    """
    app.previews.begin(page.page_id, partial(_read, app, page.page_id))


def shown(app: App, page: WebPage) -> Shown:
    """Return a page as clients see it."""
    value = page.shown(app.now)
    if isinstance(value, types.WebPage) and isinstance(value.photo, types.Photo):
        return replace(value, photo=signed_photo(app, value.photo))
    return value


async def take_up(app: App) -> int:
    """Go on with pages that messages wait for and nobody reads; return how many there were.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    forgotten = await app.store.web_pages.forgotten(app.now - FORGOTTEN_S)
    for page_id in forgotten:
        app.previews.begin(page_id, partial(_read, app, page_id))
    await app.store.web_pages.sweep(app.now - KEPT_S)
    return len(forgotten)


async def _read(app: App, page_id: int) -> None:
    page = await app.store.web_pages.get(page_id)
    if page is None:
        return
    if page.fetched_at is None:
        value = None
        if app.now < page.created_at + GIVEN_UP_S:
            found = await app.previews.fetch(page.url)
            value = None if found is None else await _value(app, page, found)
        await app.store.web_pages.put(page_id, app.now, value)
        page = await app.store.web_pages.get(page_id)
        assert page is not None
    await settle(app, page, shown(app, page))


async def _value(app: App, page: WebPage, found: Fetched) -> bytes | None:
    photo = None if found.image is None else await _photo(app, found.image)
    about = found.page
    if not (about.title or about.description or photo is not None):
        return None
    return tl.encode(
        types.WebPage(
            id=page.page_id,
            url=page.url,
            display_url=shown_url(page.url),
            hash=page.page_id & 0x7FFFFFFF,
            type=about.kind,
            site_name=about.site_name or None,
            title=about.title or None,
            description=about.description or None,
            author=about.author or None,
            photo=photo,
            has_large_media=photo is not None and (about.large or _large(photo)),
        )
    )


async def _photo(app: App, image: bytes) -> types.Photo | None:
    reader = Caller(0, 0, tl.NEWEST_LAYER, user_id=SERVICE_USER)
    try:
        rendered = await app.blobs.render_photo(image)
        if max((max(one.w, one.h) for one in rendered.sizes), default=0) < SMALLEST_SIDE:
            return None
        kept = await keep_photo(app, reader, rendered)
    except RpcError:
        return None  # a page without its picture rather than none
    value = tl.decode(kept.value)
    assert isinstance(value, types.Photo)
    return value


def _large(photo: types.Photo) -> bool:
    return any(
        isinstance(one, types.PhotoSize) and max(one.w, one.h) >= LARGE_SIDE for one in photo.sizes
    )
