"""Previews of links: none are made, messages keep their bare links.

Source: https://core.telegram.org/api/web-page-previews
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.GetWebPagePreview, access=USER, empty=True)
async def get_web_page_preview(
    app: App, caller: Caller, request: functions.messages.GetWebPagePreview
) -> types.messages.WebPagePreview | types.MessageMediaEmpty:
    """What a link in a draft leads to."""
    media = types.MessageMediaEmpty()
    if tl.result_type(type(request), caller.layer) == "MessageMedia":
        return media
    return types.messages.WebPagePreview(media=media, chats=(), users=())


@rpc(functions.messages.GetWebPage, access=USER, empty=True)
async def get_web_page(
    app: App, caller: Caller, request: functions.messages.GetWebPage
) -> types.messages.WebPage | types.WebPageEmpty:
    """A page to read without a browser."""
    page = types.WebPageEmpty(id=0, url=request.url)
    if tl.result_type(type(request), caller.layer) == "WebPage":
        return page
    return types.messages.WebPage(webpage=page, chats=(), users=())
