"""Pages of bots are opened, told who has opened them, and answered; bots ask for people."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec import json

from hodhod.actions.bots.web_apps import OPEN_S
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Json, Site
from tests.botapi.test_inline import ARTICLE, told
from tests.domain.test_web_app import checked

URL = "https://page.example/start"


async def pair(site: Site) -> tuple[Person, BotProgram]:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    await bot.updates()
    return alice, bot


async def opened(
    alice: Person, bot: BotProgram, where: Person | Room, url: str | None = URL, param: str = ""
) -> types.WebViewResultUrl:
    request = functions.messages.RequestWebView(
        from_bot_menu=url is None,
        peer=alice.peer(where),
        bot=alice.user(bot.person),
        url=url,
        start_param=param or None,
        platform="web",
    )
    result = await alice.call(request)
    assert isinstance(result, types.WebViewResultUrl)
    return result


def fields_of(bot: BotProgram, result: types.WebViewResultUrl) -> dict[str, str]:
    """What the page is told, which its bot finds to be true."""
    parts = urlsplit(result.url)
    [data] = parse_qs(parts.fragment)["tgWebAppData"]
    assert checked(data, bot.token)
    return {name: values[0] for name, values in parse_qs(data).items()}


async def test_a_page_learns_who_has_opened_it_and_its_bot_answers(site: Site) -> None:
    alice, bot = await pair(site)
    bob = await site.world.user("Bob")
    result = await opened(alice, bot, bob, param="from_link")
    fields = fields_of(bot, result)
    assert json.decode(fields["user"])["id"] == alice.id
    assert (fields["chat_type"], fields["start_param"]) == ("private", "from_link")
    answer = {"web_app_query_id": fields["query_id"], "result": ARTICLE}
    other = await site.bot()
    assert (await other.ask("answerWebAppQuery", **answer)).status == 400
    sent = await bot.call("answerWebAppQuery", **answer)
    assert isinstance(sent, dict)
    [message] = await site.world.history(bob, alice.peer_id)
    assert isinstance(message, types.Message)
    assert (message.message, message.via_bot_id) == ("chosen", bot.person.id)
    [closed] = alice.saw(types.UpdateWebViewResultSent)
    assert isinstance(closed, types.UpdateWebViewResultSent)
    assert closed.query_id == result.query_id
    name = sent["inline_message_id"]
    assert await bot.call("editMessageText", inline_message_id=name, text="edited") is True
    again = await bot.ask("answerWebAppQuery", **answer)
    assert again.description.startswith("Bad Request: query is too old")


async def test_a_page_stays_open_while_its_client_says_so(site: Site) -> None:
    alice, bot = await pair(site)
    result = await opened(alice, bot, bot.person)
    assert result.query_id is not None
    prolong = functions.messages.ProlongWebView(
        peer=alice.peer(bot.person), bot=alice.user(bot.person), query_id=result.query_id
    )
    for _ in range(2):
        site.world.wait(OPEN_S - 1)
        assert await alice.call(prolong) is True
    site.world.wait(OPEN_S + 1)
    with pytest.raises(RpcError, match="QUERY_ID_INVALID"):
        await alice.call(prolong)
    query = fields_of(bot, result)["query_id"]
    late = await bot.ask("answerWebAppQuery", web_app_query_id=query, result=ARTICLE)
    assert late.description.startswith("Bad Request: query is too old")
    for wrong in ("", "x", "AAAAAAAAAAA", "!" * 11):
        refused = await bot.ask("answerWebAppQuery", web_app_query_id=wrong, result=ARTICLE)
        assert refused.status == 400


async def test_the_menu_button_opens_its_page(site: Site) -> None:
    alice, bot = await pair(site)
    with pytest.raises(RpcError, match="URL_INVALID"):
        await opened(alice, bot, bot.person, None)
    button = {"type": "web_app", "text": "Open", "web_app": {"url": URL}}
    await bot.call("setChatMenuButton", menu_button=button)
    result = await opened(alice, bot, bot.person, None)
    assert result.url.startswith(URL)
    assert fields_of(bot, result)["chat_type"] == "sender"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "tg://x", "page.example", "https://" + "x" * 2100]
)
async def test_what_is_no_page_is_not_opened(site: Site, url: str) -> None:
    alice, bot = await pair(site)
    with pytest.raises(RpcError, match="URL_INVALID"):
        await opened(alice, bot, bot.person, url)
    bob = await site.world.user("Bob")
    with pytest.raises(RpcError, match="BOT_INVALID"):
        await opened(alice, BotProgram("", "", "", bob), bob)


async def test_a_page_says_something_to_its_bot(site: Site) -> None:
    alice, bot = await pair(site)
    simple = functions.messages.RequestSimpleWebView(
        bot=alice.user(bot.person), url=URL, platform="web"
    )
    result = await alice.call(simple)
    assert isinstance(result, types.WebViewResultUrl)
    assert "query_id" not in fields_of(bot, result)
    request = functions.messages.SendWebViewData(
        bot=alice.user(bot.person),
        random_id=site.world.random_id(),
        button_text="Open",
        data="it is 5",
    )
    await alice.call(request)
    message = await told(bot, "message")
    assert message["web_app_data"] == {"data": "it is 5", "button_text": "Open"}
    own = (await site.world.history(alice, bot.person.peer_id))[0]
    assert isinstance(own, types.MessageService)
    assert own.action == types.MessageActionWebViewDataSent(text="Open")
    with pytest.raises(RpcError, match="DATA_TOO_LONG"):
        await alice.call(
            functions.messages.SendWebViewData(
                bot=alice.user(bot.person), random_id=1, button_text="Open", data="x" * 4097
            )
        )


ASKING = {
    "keyboard": [
        [
            {"text": "Friends", "request_users": {"request_id": 1, "max_quantity": 2}},
            {
                "text": "Channel",
                "request_chat": {"request_id": 2, "chat_is_channel": True},
            },
        ]
    ]
}


async def choose(
    alice: Person, bot: BotProgram, msg_id: int, button: int, *chosen: Person | Room
) -> object:
    request = functions.messages.SendBotRequestedPeer(
        peer=alice.peer(bot.person),
        msg_id=msg_id,
        button_id=button,
        requested_peers=[alice.peer(one) for one in chosen],
    )
    return await alice.call(request)


async def test_a_bot_asks_for_people_and_chats(site: Site) -> None:
    alice, bot = await pair(site)
    bob, carol = await site.world.user("Bob"), await site.world.user("Carol")
    news = await site.world.channel(alice, "News", broadcast=True)
    await bot.call("sendMessage", chat_id=alice.id, text="who?", reply_markup=ASKING)
    asked = (await site.world.history(alice, bot.person.peer_id))[0].id
    await choose(alice, bot, asked, 1, bob, carol)
    shared: Json = (await told(bot, "message"))["users_shared"]
    assert isinstance(shared, dict)
    assert (shared["request_id"], shared["user_ids"]) == (1, [bob.id, carol.id])
    own = (await site.world.history(alice, bot.person.peer_id))[0]
    assert isinstance(own, types.MessageService)
    assert isinstance(own.action, types.MessageActionRequestedPeer)
    await choose(alice, bot, asked, 2, news)
    chat: Json = (await told(bot, "message"))["chat_shared"]
    assert chat == {"request_id": 2, "chat_id": news.peer_id}
    for button, chosen, why in (
        (1, (bob, carol, alice), "PEER_ID_INVALID"),
        (1, (news,), "PEER_ID_INVALID"),
        (2, (bob,), "PEER_ID_INVALID"),
        (1, (), "PEERS_LIST_EMPTY"),
        (3, (bob,), "BUTTON_ID_INVALID"),
    ):
        with pytest.raises(RpcError, match=why):
            await choose(alice, bot, asked, button, *chosen)
