import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from yarl import URL

from hodhod.ops.landing import landing_page
from hodhod.ops.metrics import Metrics
from hodhod.ops.ports import bind
from hodhod.ops.web import HEAD_S, Visitors, make_runner, make_web


class Site:
    """The web application on a port, with what it depends on."""

    def __init__(self) -> None:
        self.url = ""
        self.database = True
        self.operators = ["127.0.0.0/8"]
        self.proxies: list[str] = []
        self.seen = ""
        self.head_s = HEAD_S
        self.runner: web.AppRunner | None = None

    async def start(self) -> None:
        visitors = Visitors.of(self.operators, self.proxies)

        async def show_address(request: web.Request) -> web.Response:
            return web.Response(text=visitors.address(request))

        async def ready() -> bool:
            return self.database

        async def show_metrics(_: bool) -> bytes:
            return Metrics().text()

        page = landing_page(name="<b>", address="h:1", fingerprint="00ff", pem="PEM")
        app = make_web(
            visitors=visitors,
            metrics=show_metrics,
            landing=lambda: page,
            ready=ready,
            routes=[web.get("/address", show_address)],
        )
        self.runner = make_runner(app, head_s=self.head_s)
        await self.runner.setup()
        taken = bind("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        await web.SockSite(self.runner, taken).start()

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        if self.runner is None:
            await self.start()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with ClientSession() as client, client.get(self.url + path, headers=named) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    yield made
    if made.runner is not None:
        await made.runner.cleanup()


async def test_the_landing_page_speaks_persian_and_english_and_loads_nothing(site: Site) -> None:
    status, page = await site.get("/")
    assert status == 200
    assert 'lang="fa" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "src=" not in page
    assert "href=" not in page


async def test_health_is_the_process_alone_and_ready_is_the_database_too(site: Site) -> None:
    for path in ("/health", "/healthz"):
        assert await site.get(path) == (200, "ok\n")
    for path in ("/ready", "/readyz"):
        assert await site.get(path) == (200, "ready\n")
    site.database = False
    assert await site.get("/health") == (200, "ok\n")
    assert await site.get("/ready") == (503, "not ready\n")


async def test_metrics_are_shown_to_the_operator(site: Site) -> None:
    status, text = await site.get("/metrics")
    assert status == 200
    assert "# TYPE hodhod_rpc_answers_total counter" in text


@pytest.mark.parametrize("path", ["/metrics", "/ready", "/readyz"])
async def test_the_inside_is_as_if_it_were_not_there_for_others(site: Site, path: str) -> None:
    site.operators = ["10.0.0.0/8"]
    assert (await site.get(path))[0] == 404


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "Via"])
async def test_behind_an_unknown_proxy_there_may_be_anybody(site: Site, header: str) -> None:
    assert (await site.get("/metrics", **{header: "127.0.0.1"}))[0] == 404


async def test_a_trusted_proxy_says_who_is_behind_it(site: Site) -> None:
    site.operators, site.proxies = ["192.0.2.0/24"], ["127.0.0.1/32"]
    assert (await site.get("/metrics", X_Forwarded_For="192.0.2.5"))[0] == 200
    assert (await site.get("/metrics", X_Forwarded_For="198.51.100.1"))[0] == 404


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        ([], "192.0.2.5", "127.0.0.1"),
        (["127.0.0.1/32"], "192.0.2.5", "192.0.2.5"),
        (["127.0.0.1/32"], "6.6.6.6, 192.0.2.5", "192.0.2.5"),
        (["127.0.0.1/32", "10.0.0.0/8"], "6.6.6.6, 192.0.2.5, 10.0.0.2", "192.0.2.5"),
    ],
)
async def test_an_address_is_what_the_nearest_trusted_proxy_wrote(
    site: Site, proxies: list[str], said: str, address: str
) -> None:
    site.proxies = proxies
    assert await site.get("/address", X_Forwarded_For=said) == (200, address)


@pytest.mark.parametrize("before", [b"", b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"])
async def test_a_head_that_never_ends_ends_the_connection(site: Site, before: bytes) -> None:
    site.head_s = 0.2
    await site.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(site.url).port)
    writer.write(before + b"GET /health HTTP/1.1\r\n")

    async def dribble() -> None:
        for _ in range(100):  # more lines are refused for being too many
            writer.write(b"a: b\r\n")
            await asyncio.sleep(0.05)

    dribbling = asyncio.create_task(dribble())
    try:
        async with asyncio.timeout(4):
            answered = await reader.read()
        assert answered.count(b"HTTP/1.1 200") == bool(before)
    except ConnectionResetError:
        pass
    finally:
        dribbling.cancel()
        writer.close()
