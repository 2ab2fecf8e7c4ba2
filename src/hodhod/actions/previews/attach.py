"""Previews in messages that are being written: which link, which page, and who waits for it.

    preview_of / named_preview   the media of a message that is about to be sent
    announced                    just before it is sent: notes who waits
    begin_announced              just after: reads what is waited for

Source: https://core.telegram.org/constructor/messageMediaWebPage
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.copies import random_id_of
from hodhod.actions.previews.pages import begin, page_for, shown
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.utf16 import Utf16
from hodhod.domain.web_page import Waiting, WebPage
from hodhod.tl import types

LINKS_LIMIT = 10
"""Links of a text that are looked at until one can be shown."""

Media = types.TypeMessageMedia | None


@dataclass(frozen=True, slots=True)
class Announced:
    """Messages that are ready to be sent, and the pages that they wait for.

    Attributes:
        messages: As they were given, those pages filled in that were read meanwhile.
        pages: The others.
    """

    messages: Sequence[Outgoing]
    pages: Sequence[WebPage] = ()


async def preview_of(
    app: App, text: str, entities: Iterable[types.TypeMessageEntity]
) -> types.MessageMediaWebPage | None:
    """Return the preview of a text's first link; None if there is nothing to show of it."""
    url = first_link(app, text, entities)
    if url is None:
        return None
    page = await page_for(app, url)
    if page.fetched_at is not None and page.value is None:
        return None
    return types.MessageMediaWebPage(webpage=shown(app, page))


async def named_preview(
    app: App,
    media: types.InputMediaWebPage,
    text: str,
    entities: Iterable[types.TypeMessageEntity],
) -> types.MessageMediaWebPage | None:
    """Return the preview that a client names; None if it may be left out and is.

    Raises:
        RpcError: 400 WEBPAGE_URL_INVALID, WEBPAGE_NOT_FOUND, MEDIA_INVALID (large and small).
    """
    if media.force_large_media and media.force_small_media:
        raise bad_request("MEDIA_INVALID")
    if not app.previews.enabled:
        return _left_out(media)
    url = app.previews.accepted(media.url)
    if url is None:
        if media.optional:
            return None
        raise bad_request("WEBPAGE_URL_INVALID")
    page = await page_for(app, url)
    if page.fetched_at is not None and page.value is None:
        return _left_out(media)
    return types.MessageMediaWebPage(
        webpage=shown(app, page),
        force_large_media=media.force_large_media,
        force_small_media=media.force_small_media,
        manual=True,
        # What stands in the text can be opened unasked; what it hides behind a preview cannot.
        safe=any(app.previews.accepted(link) == url for link in _links(text, entities)),
    )


def _left_out(media: types.InputMediaWebPage) -> types.MessageMediaWebPage | None:
    if media.optional:
        return None
    raise bad_request("WEBPAGE_NOT_FOUND")


def first_link(app: App, text: str, entities: Iterable[types.TypeMessageEntity]) -> str | None:
    """Return the address of a text's first link that may have a preview."""
    if not app.previews.enabled:
        return None
    for place, link in enumerate(_links(text, entities)):
        if place >= LINKS_LIMIT:
            return None
        url = app.previews.accepted(link)
        if url is not None:
            return url
    return None


def _links(text: str, entities: Iterable[types.TypeMessageEntity]) -> Iterator[str]:
    places = Utf16(text)
    for entity in sorted(entities, key=lambda one: one.offset):
        match entity:
            case types.MessageEntityUrl():
                found = places.slice(entity.offset, entity.offset + entity.length)
                yield found if "://" in found else f"http://{found}"
            case types.MessageEntityTextUrl():
                yield entity.url
            case _:
                pass


async def announced(
    app: App, box_id: BoxId, messages: Sequence[Outgoing], author_id: UserId | None = None
) -> Announced:
    """Fill in the pages that were read meanwhile, and note which are waited for.

    Args:
        app: The working parts.
        box_id: The box that the messages' random_id belongs to: the sender's, or the channel's.
        messages: What is about to be sent.
        author_id: Whose numbers they are, in the box of many.
    """
    if not any(pending_page(one.media) for one in messages):
        return Announced(messages)
    pages: dict[int, WebPage] = {}
    ready: list[Outgoing] = []
    for one in messages:
        page_id = pending_page(one.media)
        if not page_id:
            ready.append(one)
            continue
        page = await app.store.web_pages.get(page_id)
        if page is not None and page.fetched_at is None and one.random_id is not None:
            number = one.random_id if author_id is None else random_id_of(author_id, one.random_id)
            waiting = [Waiting(page_id, box_id, number)]
            await app.store.web_pages.wait(waiting, app.now)
            page = await app.store.web_pages.get(page_id)
        if page is None or (page.fetched_at is None and one.random_id is None):
            ready.append(replace(one, media=None))
            continue
        if page.fetched_at is None:
            pages[page_id] = page
        ready.append(replace(one, media=_filled(app, one.media, page)))
    return Announced(ready, list(pages.values()))


def begin_announced(app: App, sent: Announced) -> None:
    """Read the pages that messages wait for, now that those have been sent."""
    for page in sent.pages:
        begin(app, page)


def edited_preview(old: Media, new: types.MessageMediaWebPage | None) -> Media:
    """Return the preview of a text that was edited: the old one as long as its link is there."""
    if new is None or not isinstance(old, types.MessageMediaWebPage):
        return new
    return old if _url(old) is not None and _url(old) == _url(new) else new


def _url(media: types.MessageMediaWebPage) -> str | None:
    page = media.webpage
    return None if isinstance(page, types.WebPageNotModified) else page.url


def pending_page(media: Media) -> int:
    """Return the page that a media waits for, 0 if none."""
    match media:
        case types.MessageMediaWebPage(webpage=types.WebPagePending(id=page_id)):
            return page_id
        case _:
            return 0


def _filled(app: App, media: Media, page: WebPage) -> Media:
    if not isinstance(media, types.MessageMediaWebPage):
        return media
    if page.fetched_at is not None and page.value is None:
        return None
    return replace(media, webpage=shown(app, page))
