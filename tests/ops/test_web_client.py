import gzip
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from hodhod.ops.ports import bind
from hodhod.ops.web_client import built_client, client_routes, server_config

SCRIPT = b"console.log(1)\n" * 100
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / ".built-from").write_text("secret")
    (tmp_path / "assets" / "a-1234.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "a-1234.js.gz").write_bytes(gzip.compress(SCRIPT))
    return tmp_path


@pytest.fixture
async def site(folder: Path) -> AsyncIterator[ClientSession]:
    app = web.Application()
    config = server_config(name="Hodhod", dc_id=2, key="PEM", region="IR")
    app.add_routes(client_routes(built_client(folder), config))
    runner = web.AppRunner(app)
    await runner.setup()
    taken = bind("127.0.0.1", 0)
    await web.SockSite(runner, taken).start()
    async with ClientSession(f"http://127.0.0.1:{taken.getsockname()[1]}") as client:
        yield client
    await runner.cleanup()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


async def get(site: ClientSession, path: str, **headers: str) -> Answer:
    named = PLAIN | {name.replace("_", "-"): value for name, value in headers.items()}
    async with site.get(path, headers=named) as answer:
        return Answer(answer.status, answer.headers, await answer.read())


async def test_the_page_may_load_from_its_own_server_alone(site: ClientSession) -> None:
    answer = await get(site, "/")
    assert answer.headers["Content-Type"].startswith("text/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    # Only what stands in a frame of its own may be elsewhere: pages of bots.
    parts = [part.strip() for part in policy.split(";")]
    assert [part for part in parts if "http" in part] == ["frame-src https: http:"]
    assert "unsafe-inline" not in policy
    assert answer.headers["Cache-Control"] == "no-cache"


async def test_what_is_named_after_its_content_is_kept_for_ever(site: ClientSession) -> None:
    answer = await get(site, "/assets/a-1234.js")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.body == SCRIPT
    assert (await get(site, "/favicon.svg")).headers["Cache-Control"] == "no-cache"


async def test_a_browser_gets_it_as_small_as_it_takes_it(site: ClientSession) -> None:
    packed = await get(site, "/assets/a-1234.js", Accept_Encoding="br;q=1.0, gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.body == SCRIPT
    assert int(packed.headers["Content-Length"]) < len(SCRIPT)


async def test_a_browser_that_has_it_is_told_so(site: ClientSession) -> None:
    first = await get(site, "/")
    again = await get(site, "/", If_None_Match=first.headers["ETag"])
    assert again.status == 304
    config = await get(site, "/config.json")
    again = await get(site, "/config.json", If_None_Match=config.headers["ETag"])
    assert again.status == 304


@pytest.mark.parametrize(
    "path", ["/.built-from", "/assets/b.js", "/assets/..%2findex.html", "/assets/a-1234.js.gz"]
)
async def test_nothing_else_is_there(site: ClientSession, path: str) -> None:
    assert (await get(site, path)).status == 404


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/+AbCdEfGh-12345_x", "+AbCdEfGh-12345_x"),
        ("/joinchat/AbCdEfGh-12345_x", "+AbCdEfGh-12345_x"),
        ("/iran_news", "iran_news"),
        ("/iran_news/17", "iran_news"),
    ],
)
async def test_links_that_people_pass_on_open_the_page(
    site: ClientSession, path: str, place: str
) -> None:
    async with site.get(path, allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, f"/#/join/{place}")


async def test_the_page_learns_how_to_reach_the_server(site: ClientSession) -> None:
    told = json.loads((await get(site, "/config.json")).body)
    assert (told["name"], told["dc"], told["key"], told["region"]) == ("Hodhod", 2, "PEM", "IR")
    iran = next(one for one in told["countries"] if one["iso"] == "IR")
    assert iran == {"iso": "IR", "callingCode": "98", "pattern": "XXX XXX XXXX", "prefixes": []}


def test_without_a_build_there_is_no_client(tmp_path: Path) -> None:
    assert built_client(tmp_path) == {}
    assert len(client_routes({}, b"{}")) == 1
