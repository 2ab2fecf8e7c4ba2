from __future__ import annotations

import gzip
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from hodhod.previews import Fetcher, open_fetcher
from hodhod.previews.fetcher import IMAGE_BYTES, PAGE_BYTES
from tests.blobs.pictures import picture
from tests.previews.web import HERE, Table, Web, fetcher_here, small_web

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>A title</title>
<meta property="og:title" content="هدهد آمد">
<meta property="og:description" content="A bird &amp; its letters">
<meta property="og:site_name" content="The Garden">
<meta property="og:image" content="/bird.jpg">
</head><body>text</body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    async with small_web() as small:
        yield small


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with fetcher_here() as one:
        yield one


async def test_a_page_is_told_by_its_head_and_its_picture(site: Web, fetcher: Fetcher) -> None:
    bird = picture(400, 300)
    site.put("/", PAGE)
    site.put("/bird.jpg", bird, "image/jpeg")
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert (found.page.title, found.page.site_name) == ("هدهد آمد", "The Garden")
    assert found.page.description == "A bird & its letters"
    assert found.image == bird
    assert site.asked == ["site.example/", "site.example/bird.jpg"]


async def test_a_page_without_its_picture_is_still_told(site: Web, fetcher: Fetcher) -> None:
    site.put("/", PAGE)
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert (found.page.title, found.page.image, found.image) == ("هدهد آمد", "", None)


async def test_a_picture_is_its_own_preview(site: Web, fetcher: Fetcher) -> None:
    bird = picture(400, 300)
    site.put("/bird.jpg", bird, "image/jpeg")
    found = await fetcher.fetch(site.url("/bird.jpg"))
    assert found is not None
    assert (found.is_image, found.image, found.page.site_name) == (True, bird, "site.example")


async def test_redirects_are_followed_and_relative_ones_understood(
    site: Web, fetcher: Fetcher
) -> None:
    site.lead("/", "/b")
    site.lead("/b", site.url("/c", "www.site.example"), 301)
    site.put("/c", "<title>there</title>")
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert found.page.title == "there"
    assert (found.url, found.page.site_name) == (
        site.url("/c", "www.site.example"),
        "site.example",
    )


async def test_a_circle_of_redirects_ends(site: Web, fetcher: Fetcher) -> None:
    site.lead("/", "/")
    assert await fetcher.fetch(site.url()) is None
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://inside.example/",
        "http://mixed.example/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "http://0x7f.1/",
        "",
    ],
)
async def test_no_redirect_leads_inside(site: Web, target: str) -> None:
    table = Table({"inside.example": ["192.168.0.1"], "mixed.example": ["8.8.8.8", "10.0.0.1"]})
    site.lead("/", target)
    async with fetcher_here(table) as fetcher:
        assert await fetcher.fetch(site.url()) is None
    assert site.asked == ["site.example/"]


async def test_a_name_is_looked_up_once_and_that_address_is_asked(site: Web) -> None:
    """A name that answers otherwise the second time gains nothing: nobody asks a second time."""
    table = Table()
    site.put("/", "<title>once</title>")
    async with fetcher_here(table) as fetcher:
        assert await fetcher.fetch(site.url()) is not None
        table.names["site.example"] = ["10.0.0.1"]
        assert table.asked == ["site.example"]
        assert await fetcher.fetch(site.url()) is None
    assert table.asked == ["site.example", "site.example"]
    assert len(site.asked) == 1


async def test_the_guard_of_the_product_asks_nothing_of_this_machine(site: Web) -> None:
    site.put("/", PAGE)
    table = Table()
    async with open_fetcher(resolver=table) as fetcher:
        assert await fetcher.fetch(site.url()) is None
        assert await fetcher.fetch(f"http://127.0.0.1:{site.port}/") is None
        assert await fetcher.fetch("http://localhost/") is None
        assert await fetcher.fetch("http://site.example/") is None
    assert (site.asked, table.asked) == ([], ["site.example"])


async def test_an_image_elsewhere_is_guarded_as_well(site: Web) -> None:
    site.put("/", '<title>t</title><meta property="og:image" content="http://10.0.0.1/x.png">')
    async with fetcher_here() as fetcher:
        found = await fetcher.fetch(site.url())
    assert found is not None
    assert found.image is None


@pytest.mark.parametrize(
    "mime", ["application/pdf", "video/mp4", "text/plain", "image/svg+xml", ""]
)
async def test_other_kinds_of_content_are_not_read(site: Web, fetcher: Fetcher, mime: str) -> None:
    site.put("/", PAGE, mime or "nonsense")
    assert await fetcher.fetch(site.url()) is None


@pytest.mark.parametrize("status", [204, 206, 400, 403, 404, 500])
async def test_pages_that_are_not_there_have_no_preview(
    site: Web, fetcher: Fetcher, status: int
) -> None:
    site.put("/", PAGE, status=status)
    assert await fetcher.fetch(site.url()) is None


async def test_only_the_beginning_of_a_long_page_is_read(site: Web, fetcher: Fetcher) -> None:
    site.put("/", PAGE + "x" * (4 * PAGE_BYTES))
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert found.page.title == "هدهد آمد"


async def test_a_picture_that_is_too_large_is_left_out(site: Web, fetcher: Fetcher) -> None:
    site.put("/", PAGE)
    site.put("/bird.jpg", bytes(IMAGE_BYTES + 1), "image/jpeg")
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert found.image is None
    assert await fetcher.fetch(site.url("/bird.jpg")) is None


def compressed(body: bytes, encoding: str = "gzip") -> web.Response:
    return web.Response(
        body=body, headers={"Content-Type": "text/html", "Content-Encoding": encoding}
    )


async def test_a_compressed_page_is_read_and_a_bomb_is_not(site: Web, fetcher: Fetcher) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return compressed(gzip.compress(PAGE.encode()))

    async def bomb(_: web.Request) -> web.StreamResponse:
        return compressed(gzip.compress(b"<title>boom</title>" + bytes(200 * 1024 * 1024), 9))

    async def unknown(_: web.Request) -> web.StreamResponse:
        return compressed(PAGE.encode(), "br")

    async def broken(_: web.Request) -> web.StreamResponse:
        return compressed(b"no gzip")

    site.pages = {"/": page, "/bomb": bomb, "/br": unknown, "/broken": broken}
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert found.page.title == "هدهد آمد"
    found = await fetcher.fetch(site.url("/bomb"))
    assert found is not None
    assert found.page.title == "boom"
    assert await fetcher.fetch(site.url("/br")) is None
    assert await fetcher.fetch(site.url("/broken")) is None


async def test_a_page_that_does_not_come_is_given_up(
    site: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: web.Request) -> web.StreamResponse:
        await site.closing.wait()
        return web.Response()

    site.pages["/"] = never
    monkeypatch.setattr("hodhod.previews.fetcher.PAGE_S", 0.05)
    assert await fetcher.fetch(site.url()) is None


async def test_a_page_that_drips_is_given_up(
    site: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        await answer.write(b"<title>t</title>")
        await site.closing.wait()
        return answer

    site.pages["/"] = drip
    monkeypatch.setattr("hodhod.previews.fetcher.PAGE_S", 0.05)
    assert await fetcher.fetch(site.url()) is None


async def test_nothing_of_the_environment_or_of_others_is_sent_along(
    site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []

    async def page(request: web.Request) -> web.StreamResponse:
        seen.append(dict(request.headers))
        answer = web.Response(body=PAGE, headers={"Content-Type": "text/html"})
        answer.set_cookie("who", "you")
        return answer

    site.pages["/"] = page
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    async with open_fetcher(guard=HERE, resolver=Table()) as fetcher:
        assert await fetcher.fetch(site.url()) is not None
        assert await fetcher.fetch(site.url()) is not None
    assert [set(one) & {"Cookie", "Authorization", "Referer"} for one in seen] == [set(), set()]
