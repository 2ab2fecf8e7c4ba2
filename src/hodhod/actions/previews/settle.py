"""Telling messages what the page they wait for turned out to be.

A message that waits is named by its sender's own number before it is sent, so that it is found
whatever ends in between. One that is not there yet is told after it has been sent: sending begins
the page again (hodhod.actions.previews.attach).
"""

from __future__ import annotations

from dataclasses import replace as row_with

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.threads.posts import edit_copy
from hodhod.domain.ids import BoxId, MsgId, bare_id, is_channel
from hodhod.domain.message import CONTENT_LAYER, content_of, decode_content
from hodhod.domain.web_page import Waiting, WebPage
from hodhod.store import scheduled
from hodhod.store.boxes import Change
from hodhod.store.message_changes import find_copies
from hodhod.store.threads import copies_of_posts
from hodhod.store.web_pages import PAGE, boxes_with, set_contents, shared_by_random
from hodhod.tl import types

UNSENT_S = 60
"""Seconds in which a message is sent that was announced; after that it is not waited for."""


async def settle(app: App, page: WebPage, shown: types.TypeWebPage) -> None:
    """Put a page that was read into all messages that wait for it, and tell everybody.

    Raises:
        StoreUnavailable: The database does not answer; those not yet told still wait.
    """
    last: Waiting | None = None
    while True:
        waiting = await app.store.web_pages.waiting(page.page_id, last)
        done = [one for one in waiting if await _told(app, one, shown)]
        if done:
            await app.store.web_pages.waits_no_more(page.page_id, done)
        if len(waiting) < PAGE:
            return
        last = waiting[-1]


async def _told(app: App, one: Waiting, shown: types.TypeWebPage) -> bool:
    """Tell a message; return whether it need not be looked at again."""
    shard = app.store.shard(one.box_id)
    shared_id = await shared_by_random(shard, one.box_id, one.random_id)
    if shared_id is not None:
        await _tell_message(app, one, shared_id, shown)
        return True
    if await _tell_scheduled(app, one, shown):
        return True
    return one.created_at + UNSENT_S < app.now


async def _tell_message(app: App, one: Waiting, shared_id: int, shown: types.TypeWebPage) -> None:
    boxes = await boxes_with(app.store.shard(one.box_id), shared_id)
    others = await _discussions(app, one.box_id, shared_id)
    async with app.store.boxes.change([*boxes, *others] or [one.box_id], now=app.now) as change:
        copies = await find_copies(change.tx, [shared_id], boxes)
        # The boxes are locked: what the message carries now is what it carries when it is written.
        new = None if not copies else _with_page(copies[0].content, one.page_id, shown)
        if new is not None:
            await set_contents(change.tx, shared_id, new)
            for copy in copies:
                _log(change, copy.box_id, shown, copy.msg_id)
                if others:
                    await edit_copy(change, replace(copy, content=new), edit_date=None)
    await app.bus.publish(change.events)


async def _discussions(app: App, box_id: BoxId, shared_id: int) -> list[BoxId]:
    """Return the boxes of groups where the message is a post's copy."""
    if not is_channel(box_id):
        return []
    shard = app.store.shard(box_id)
    posts = await find_copies(shard, [shared_id], [box_id])
    copies = await copies_of_posts(shard, [(box_id, post.msg_id) for post in posts])
    return [copy.box_id for copy in copies]


async def _tell_scheduled(app: App, one: Waiting, shown: types.TypeWebPage) -> bool:
    if one.box_id <= 0:
        return False
    async with app.store.boxes.change([one.box_id], now=app.now) as change:
        rows = await scheduled.by_random(change.tx, one.box_id, [one.random_id])
        for row in rows:
            message = tl.decode(row.content)
            assert isinstance(message, types.Message)
            media = _media_with(message.media, one.page_id, shown)
            if media is not None:
                content = tl.encode(replace(message, media=media), CONTENT_LAYER)
                await scheduled.update(change.tx, row_with(row, content=content))
                _log(change, one.box_id, shown)
    await app.bus.publish(change.events)
    return bool(rows)


def _log(
    change: Change, box_id: BoxId, shown: types.TypeWebPage, msg_id: MsgId | None = None
) -> None:
    if not is_channel(box_id):
        change.log(box_id, types.UpdateWebPage(webpage=shown, pts=0, pts_count=1), 1)
        return
    update = types.UpdateChannelWebPage(
        channel_id=bare_id(box_id), webpage=shown, pts=0, pts_count=1
    )
    # A page alone is nothing that clients take from the difference of a channel.
    change.log(box_id, update, 1, edited=msg_id)


def _with_page(content: bytes, page_id: int, shown: types.TypeWebPage) -> bytes | None:
    """Return a content with the page in it; None if it does not wait for the page any more."""
    message = decode_content(content)
    if not isinstance(message, types.Message):
        return None
    media = _media_with(message.media, page_id, shown)
    return None if media is None else content_of(replace(message, media=media))


def _media_with(
    media: types.TypeMessageMedia | None, page_id: int, shown: types.TypeWebPage
) -> types.TypeMessageMedia | None:
    match media:
        case types.MessageMediaWebPage(webpage=types.WebPagePending(id=found)) if found == page_id:
            return replace(media, webpage=shown)
        case _:
            return None
