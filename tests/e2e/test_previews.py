"""Links to pages: what a page says of itself is shown with the message, to everybody."""

from io import BytesIO

import pytest
from PIL import Image
from telethon.tl import types
from telethon.tl.functions import messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import message_with
from tests.previews.web import Web, small_web

CARD = """<html><head><title>Not this</title>
<meta property="og:site_name" content="باغ">
<meta property="og:title" content="هدهد">
<meta property="og:description" content="It carries letters">
<meta property="og:image" content="{image}">
</head><body>All of the garden</body></html>"""


def garden(site: Web, company: Company) -> str:
    """A page with a picture; gives its address."""
    site.put("/hoopoe.jpg", picture(company.folder, 900, 600, seed=201).read_bytes(), "image/jpeg")
    site.put("/bird", CARD.format(image=site.url("/hoopoe.jpg")), "text/html; charset=utf-8")
    return site.url("/bird")


async def told_of_page(user: TelethonUser, url: str) -> types.WebPage:
    told = await user.told(
        types.UpdateWebPage,
        lambda u: isinstance(u.webpage, types.WebPage) and u.webpage.url == url,
    )
    return told.webpage


async def test_a_page_is_read_and_everybody_is_told(staged_company: Company) -> None:
    owner, friend, _ = staged_company.everybody()
    room = await staged_company.room("Links", friend)
    async with small_web() as site:
        url = garden(site, staged_company)
        for chat in (friend.id, room):
            await owner.send(chat, Content(f"look: {url}"))
        page = await told_of_page(friend, url)
        await told_of_page(owner, url)
        told = await friend.told(types.UpdateChannelWebPage)
        assert (told.channel_id, told.webpage.url) == (-room - 10**12, url)
    assert (page.site_name, page.title, page.description) == ("باغ", "هدهد", "It carries letters")
    heard = await message_with(friend, f"look: {url}", chat=room)
    for chat, message in ((owner.id, (await friend.history(owner.id, 1))[0].id), (room, heard.id)):
        seen = await friend.client.get_messages(chat, ids=message)
        assert isinstance(seen.media, types.MessageMediaWebPage)
        assert seen.web_preview.title == "هدهد"
        data = await friend.client.download_media(seen.web_preview.photo, bytes)
        assert Image.open(BytesIO(data)).size == (900, 600)
    assert site.asked.count("site.example/bird") == 1


async def test_whoever_writes_chooses_whether_a_page_is_shown(staged_company: Company) -> None:
    owner, friend, _ = staged_company.everybody()
    async with small_web() as site:
        url = garden(site, staged_company)
        shown = await owner.client(messages.GetWebPagePreviewRequest(f"see {url}"))
        assert shown.media.webpage.title == "هدهد"
        sent = await owner.client.send_message(friend.id, f"bare {url}", link_preview=False)
        assert sent.media is None
        await message_with(friend, f"bare {url}")
        sent = await owner.client.send_message(friend.id, f"shown {url}")
        assert sent.web_preview.title == "هدهد"


@pytest.mark.parametrize("path", ["/nothing-here", "/empty"])
async def test_a_page_without_anything_to_show_leaves_the_message_alone(
    staged_company: Company, path: str
) -> None:
    owner, friend, _ = staged_company.everybody()
    async with small_web() as site:
        site.put("/empty", "<html></html>")
        sent = await owner.send(friend.id, Content(f"look: {site.url(path)}"))
        told = await owner.told(types.UpdateWebPage)
        assert isinstance(told.webpage, types.WebPageEmpty)
    own = await owner.client.get_messages(friend.id, ids=sent.id)
    assert not isinstance(getattr(own.media, "webpage", None), types.WebPage)
