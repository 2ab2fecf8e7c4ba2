"""What bots are told, once, in order, and what they are not told."""

from __future__ import annotations

import asyncio

import pytest

from hodhod.actions.bots.modes import set_mode
from hodhod.botapi.updates.pulling import KEPT_S, pull
from hodhod.domain.bot_mode import BotMode
from hodhod.tl import functions, types
from tests.api.participants import appoint
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Site


async def write(person: Person, bot: BotProgram, text: str) -> None:
    await person.say(bot.person, text)


async def answer(person: Person, room: Room, text: str, to: int) -> None:
    await person.call(
        functions.messages.SendMessage(
            peer=person.peer(room),
            message=text,
            random_id=person.world.random_id(),
            reply_to=types.InputReplyToMessage(reply_to_msg_id=to),
        )
    )


async def test_what_is_written_to_a_bot_is_told_until_it_is_confirmed(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await write(alice, bot, "one")
    await write(alice, bot, "two")
    first, second = await told(bot)
    assert await told(bot) == [first, second]
    message = first["message"]
    assert isinstance(message, dict)
    assert message["text"] == "one"
    assert message["from"] == {"id": alice.id, "is_bot": False, "first_name": "Alice"}
    assert message["chat"] == {"id": alice.id, "type": "private", "first_name": "Alice"}
    number = first["update_id"]
    assert isinstance(number, int)
    assert second["update_id"] == number + 1
    assert await told(bot, offset=number + 1) == [second]
    assert await told(bot) == [second]
    assert await told(bot, offset=number + 2) == []
    assert await told(bot, offset=-1) == []


async def told(bot: BotProgram, **said: object) -> list[dict[str, object]]:
    found = await bot.call("getUpdates", **said)
    assert isinstance(found, list)
    return [dict(one) for one in found if isinstance(one, dict)]


async def test_the_newest_are_counted_from_the_end(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    for text in ("one", "two", "three"):
        await write(alice, bot, text)
    [last] = await told(bot, offset=-1)
    assert isinstance(last["message"], dict)
    assert last["message"]["text"] == "three"
    assert await told(bot) == [last]


async def test_readers_on_two_nodes_read_each_thing_once(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    for number in range(250):
        await write(alice, bot, str(number))
    app = site.world.app
    await asyncio.gather(*(pull(app, bot.person.id) for _ in range(4)))
    texts: list[str] = []
    while some := await bot.texts():
        texts += some
    assert texts == [str(number) for number in range(250)]


async def test_in_a_group_a_bot_hears_what_is_meant_for_it(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await site.bot()
    room = await site.world.channel(alice, "Crowd", bob, bot.person)
    said = await bot.call("sendMessage", chat_id=room.peer_id, text="I am here")
    assert isinstance(said, dict)
    number = said["message_id"]
    assert isinstance(number, int)
    for text in (
        "among ourselves",
        "/start",
        f"/start@{bot.username}",
        "/start@another_bot",
        f"hey @{bot.username.upper()}",
    ):
        await bob.say(room, text)
    await answer(bob, room, "to you", number)
    heard = ["/start", f"/start@{bot.username}", f"hey @{bot.username.upper()}", "to you"]
    assert await bot.texts() == heard


@pytest.mark.parametrize("basic", [True, False])
async def test_a_bot_that_asks_for_it_hears_all(site: Site, basic: bool) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await set_mode(site.world.app, bot.person.id, BotMode.HEARS_ALL, on=True)
    made = site.world.group if basic else site.world.channel
    room = await made(alice, "All", bot.person)
    await bot.updates()
    await alice.say(room, "to everybody")
    assert await bot.texts() == ["to everybody"]


async def test_an_admin_hears_everything(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await site.bot()
    room = await site.world.channel(alice, "Crowd", bob, bot.person)
    await appoint(alice, room, bot.person)
    await bob.say(room, "among ourselves")
    assert await bot.texts() == ["among ourselves"]


async def test_a_channel_s_posts_and_their_edits_are_told(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    room = await site.world.channel(alice, "News", broadcast=True)
    await appoint(alice, room, bot.person)
    await bot.updates()
    post = await alice.say(room, "a word")
    [update] = await bot.updates()
    posted = update["channel_post"]
    assert isinstance(posted, dict)
    assert posted["sender_chat"] == posted["chat"]
    assert posted["chat"] == {"id": room.peer_id, "type": "channel", "title": "News"}
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=post.id, message="another")
    )
    [update] = await bot.updates()
    edited = update["edited_channel_post"]
    assert isinstance(edited, dict)
    assert (edited["text"], "edit_date" in edited) == ("another", True)


async def test_a_bot_is_told_where_it_is_brought_and_what_it_may_do(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    room = await site.world.channel(alice, "Crowd", bot.person)
    await appoint(alice, room, bot.person)
    states = []
    for update in await bot.updates():
        change = update.get("my_chat_member")
        if isinstance(change, dict):
            old, new = change["old_chat_member"], change["new_chat_member"]
            assert isinstance(old, dict)
            assert isinstance(new, dict)
            states.append((old["status"], new["status"]))
    assert states == [("left", "member"), ("member", "administrator")]


async def test_only_the_kinds_are_told_that_are_wanted(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    assert await told(bot, allowed_updates=["callback_query"]) == []
    await write(alice, bot, "one")
    assert await told(bot, allowed_updates=[]) == []
    await write(alice, bot, "two")
    assert await bot.texts() == ["two"]


async def test_a_bot_that_waits_is_told_at_once(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    room = await site.world.channel(alice, "News", broadcast=True)
    await appoint(alice, room, bot.person)
    await bot.updates()
    waiting = asyncio.create_task(told(bot, timeout=50))
    await site.holds(bot)
    await write(alice, bot, "one")
    [update] = await waiting
    assert "message" in update
    await told(bot, offset=-1)
    assert isinstance(update["update_id"], int)
    waiting = asyncio.create_task(told(bot, offset=update["update_id"] + 1, timeout=50))
    await site.holds(bot)
    await alice.say(room, "a word")
    [update] = await waiting
    assert "channel_post" in update


async def test_another_request_ends_the_one_that_waits(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    first = asyncio.create_task(bot.ask("getUpdates", timeout=50))
    await site.holds(bot)
    await bot.call("getUpdates")
    ended = await first
    assert ended.status == 409
    assert ended.description.startswith("Conflict: terminated by other getUpdates request")
    await write(alice, bot, "one")
    assert await bot.texts() == ["one"]


async def test_what_nobody_asked_for_in_a_day_is_not_told(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await write(alice, bot, "old")
    await pull(site.world.app, bot.person.id)
    site.world.wait(KEPT_S + 1)
    await write(alice, bot, "new")
    assert await bot.texts() == ["new"]


@pytest.mark.parametrize("broadcast", [False, True])
async def test_reactions_are_told_to_bots_that_mind_a_chat(
    site: Site,
    broadcast: bool,
) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    minding, member = await site.bot(), await site.bot()
    others = [bob] if broadcast else [bob, minding.person, member.person]
    room = await site.world.channel(alice, "Square", *others, broadcast=broadcast)
    await appoint(alice, room, minding.person)
    kind = "message_reaction_count" if broadcast else "message_reaction"
    for bot in (minding, member):
        await bot.updates(allowed_updates=[kind])
    said = await alice.say(room, "a word")

    async def feel(*felt: str) -> None:
        reactions = [types.ReactionEmoji(emoticon=one) for one in felt]
        request = functions.messages.SendReaction(
            peer=bob.peer(room), msg_id=said.id, reaction=reactions
        )
        await bob.call(request)

    await feel("👍")
    await feel("❤")
    first, second = [one[kind] for one in await minding.updates()]
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert first["message_id"] == said.id
    if broadcast:
        assert second["reactions"] == [{"type": {"type": "emoji", "emoji": "❤"}, "total_count": 1}]
        return
    assert isinstance(first["user"], dict)
    assert first["user"]["id"] == bob.id
    assert (first["old_reaction"], first["new_reaction"]) == (
        [],
        [{"type": "emoji", "emoji": "👍"}],
    )
    assert second["old_reaction"] == first["new_reaction"]
    assert await member.updates() == []
    await minding.updates(allowed_updates=["message"])
    await feel()
    assert await minding.updates() == []
