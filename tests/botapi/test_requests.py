"""What comes in and what goes out, right and wrong."""

from __future__ import annotations

import io

import aiohttp
import pytest

from hodhod.botapi.reading import BODY_BYTES, named
from hodhod.botapi.registry import METHODS
from hodhod.botapi.server import load
from hodhod.tl import functions
from tests.botapi.site import Site

load()


async def test_a_request_comes_in_many_forms(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    url = f"{bot.url}/bot{bot.token}"
    said = {"chat_id": str(alice.id), "text": "سلام", "disable_notification": "true"}
    bold = '[{"type": "bold", "offset": 0, "length": 4}]'
    form = aiohttp.FormData({**said, "entities": bold})
    multipart = aiohttp.FormData(said, default_to_multipart=True)
    async with aiohttp.ClientSession() as http:
        for asked in (
            http.get(f"{url}/sendMessage", params=said),
            http.post(f"{url}/sendmessage", data=form),
            http.post(f"{url}/SENDMESSAGE", data=multipart),
            http.post(f"{url}/sendMessage", json={**said, "entities": bold}),
            http.post(f"{url}/sendMessage", params=said),
        ):
            async with asked as answer:
                found = await answer.json()
                assert (answer.status, found["ok"], found["result"]["text"]) == (200, True, "سلام")
    history = await site.world.history(alice, bot.person.peer_id)
    assert len(history) == 6


async def test_who_has_no_token_learns_nothing(site: Site) -> None:
    bot = await site.bot()
    async with aiohttp.ClientSession() as http:
        for token in ("", "1:x", bot.token[:-1], bot.token + "a", f"1{bot.token}"):
            for method in ("getMe", "nothing", ""):
                async with http.get(f"{bot.url}/bot{token or ':'}/{method}") as answer:
                    assert (answer.status, await answer.json()) == (
                        401,
                        {"ok": False, "error_code": 401, "description": "Unauthorized"},
                    )


async def test_an_unknown_method_is_not_found(site: Site) -> None:
    bot = await site.bot()
    answer = await bot.ask("sendNothing")
    assert (answer.status, answer.description) == (404, "Not Found")
    answer = await bot.ask("sendInvoice")
    why = "Bad Request: method is not supported: Nothing is bought or paid here."
    assert (answer.status, answer.description) == (400, why)


@pytest.mark.parametrize(
    ("said", "description"),
    [
        ({}, "Bad Request: chat_id is empty"),
        ({"chat_id": 1}, "Bad Request: message text is empty"),
        ({"chat_id": 1, "text": " "}, "Bad Request: chat not found"),
        ({"chat_id": "", "text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": "@nobody_is_called_so", "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": 10**30, "text": "a"}, None),
        ({"chat_id": -(10**12) - 5, "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": -5, "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": 1, "text": 5}, None),
        ({"chat_id": 1, "text": "a", "entities": "{"}, None),
        ({"chat_id": 1, "text": "a", "reply_markup": "[" * 5000}, None),
    ],
)
async def test_a_wrong_request_is_refused_in_words(
    site: Site, said: dict[str, object], description: str | None
) -> None:
    answer = await (await site.bot()).ask("sendMessage", **said)
    assert (answer.status, answer.said["ok"], answer.said["error_code"]) == (400, False, 400)
    assert answer.description.startswith("Bad Request: ")
    if description is not None:
        assert answer.description == description


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b'{"a":', b"[" * 100_000, b'{"chat_id": NaN}']
)
@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_no_body_is_an_error_of_the_server(site: Site, body: bytes, kind: str) -> None:
    bot = await site.bot()
    async with (
        aiohttp.ClientSession() as http,
        http.post(
            f"{bot.url}/bot{bot.token}/sendMessage", data=body, headers={"Content-Type": kind}
        ) as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["ok"] is False


async def test_a_body_that_is_too_large_is_refused(site: Site) -> None:
    bot = await site.bot()
    body = io.BytesIO(b'{"text": "' + b"a" * BODY_BYTES)
    url, kind = f"{bot.url}/bot{bot.token}/sendMessage", {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=kind) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_nothing_at_all_is_never_an_error_of_the_server(site: Site, method: str) -> None:
    bot = await site.bot()
    for said in ({}, dict.fromkeys(METHODS[method].takes.__struct_fields__, "x")):
        answer = await bot.ask(method, **said)
        assert answer.status in {200, 400, 403, 404, 429}, answer.said


async def test_a_person_who_has_blocked_a_bot_is_not_written_to(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    await alice.call(functions.contacts.Block(id=alice.peer(bot.person)))
    answer = await bot.ask("sendMessage", chat_id=alice.id, text="a")
    assert (answer.status, answer.description) == (
        403,
        "Forbidden: bot was blocked by the user",
    )


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ('form-data; name="photo"; filename="a b.jpg"', ("photo", "a b.jpg")),
        ('form-data;name="photo";filename=a b.jpg', ("photo", "a b.jpg")),
        ("form-data; name=photo; filename=a.jpg", ("photo", "a.jpg")),
        ('form-data; name="x"; filename="_"; filename*=utf-8\'\'%D8%B3.txt', ("x", "س.txt")),
        ('form-data; name="x"; filename=""', ("x", "")),
        ('form-data; name="text"', ("text", None)),
        ('form-data; filename="a"', ("", "a")),
        ("", ("", None)),
    ],
)
def test_parts_are_named_in_many_ways(said: str, names: tuple[str, str | None]) -> None:
    assert named(said) == names


async def test_a_file_may_be_called_a_form(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    form = aiohttp.FormData({"chat_id": str(alice.id)}, default_to_multipart=True)
    form.add_field("document", b"words", filename="a.txt", content_type="multipart/form-data")
    url = f"{bot.url}/bot{bot.token}/sendDocument"
    async with aiohttp.ClientSession() as http, http.post(url, data=form) as answer:
        said = await answer.json()
    assert said["ok"], said
    assert said["result"]["document"]["file_name"] == "a.txt"
