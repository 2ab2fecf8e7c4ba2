"""What bots say of themselves, and how people begin with them."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Site


async def info(alice: Person, bot: BotProgram) -> types.BotInfo:
    found = await alice.call(functions.users.GetFullUser(id=alice.user(bot.person)))
    assert isinstance(found, types.users.UserFull)
    assert isinstance(found.full_user.bot_info, types.BotInfo)
    return found.full_user.bot_info


async def in_room(alice: Person, room: Room) -> list[str]:
    found = await alice.call(functions.channels.GetFullChannel(channel=alice.channel(room)))
    assert isinstance(found, types.messages.ChatFull)
    assert isinstance(found.full_chat, types.ChannelFull)
    return [one.command for bot in found.full_chat.bot_info for one in bot.commands or ()]


def listed(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"does {name}"} for name in names]


async def test_the_narrowest_list_of_commands_counts(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await site.bot()
    room = await site.world.channel(alice, "Crowd", bob, bot.person)
    await bot.call("setMyCommands", commands=listed("all"))
    assert [one.command for one in (await info(alice, bot)).commands or ()] == ["all"]
    assert await in_room(alice, room) == ["all"]
    scope: dict[str, object] = {"type": "all_private_chats"}
    await bot.call("setMyCommands", commands=listed("alone"), scope=scope)
    await bot.call("setMyCommands", commands=listed("fa"), scope=scope, language_code="fa")
    assert [one.command for one in (await info(alice, bot)).commands or ()] == ["fa"]
    scope = {"type": "chat_administrators", "chat_id": room.peer_id}
    await bot.call("setMyCommands", commands=listed("rule"), scope=scope)
    assert await in_room(alice, room) == ["rule"]
    assert await in_room(bob, room) == ["all"]
    scope = {"type": "chat_member", "chat_id": room.peer_id, "user_id": bob.id}
    await bot.call("setMyCommands", commands=listed("bob"), scope=scope)
    assert await in_room(bob, room) == ["bob"]
    assert await bot.call("getMyCommands", scope=scope) == listed("bob")
    await bot.call("deleteMyCommands", scope=scope)
    assert await bot.call("getMyCommands", scope=scope) == []
    assert await in_room(bob, room) == ["all"]


@pytest.mark.parametrize(
    "said",
    [
        {"commands": listed("a b")},
        {"commands": [{"command": "a", "description": ""}]},
        {"commands": listed("a", "a")},
        {"commands": listed(*(f"c{number}" for number in range(101)))},
        {"commands": listed("a"), "language_code": "persian"},
        {"commands": listed("a"), "scope": {"type": "nobody"}},
        {"commands": listed("a"), "scope": {"type": "chat"}},
        {"commands": "all"},
        {},
    ],
)
async def test_wrong_commands_are_refused(site: Site, said: dict[str, object]) -> None:
    answer = await (await site.bot()).ask("setMyCommands", **said)
    assert answer.status == 400


async def test_a_bot_says_who_it_is_in_some_languages(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await bot.call("setMyName", name="Helper")
    await bot.call("setMyName", name="یاور", language_code="fa")
    await bot.call("setMyDescription", description="I help")
    await bot.call("setMyShortDescription", short_description="helps")
    assert await bot.call("getMyName") == {"name": "Helper"}
    assert await bot.call("getMyName", language_code="fa") == {"name": "یاور"}
    assert await bot.call("getMyName", language_code="de") == {"name": "Helper"}
    assert await bot.call("getMyShortDescription") == {"short_description": "helps"}
    shown = await info(alice, bot)
    assert shown.description == "I help"
    long = await bot.ask("setMyDescription", description="a" * 513)
    assert long.status == 400
    me = await bot.call("getMe")
    assert isinstance(me, dict)
    assert me["first_name"] == "Helper"


async def test_a_bot_has_a_menu_and_asks_for_rights(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    assert await bot.call("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "Open", "web_app": {"url": "https://a.example/"}}
    await bot.call("setChatMenuButton", menu_button=button)
    assert await bot.call("getChatMenuButton") == button
    shown = (await info(alice, bot)).menu_button
    assert isinstance(shown, types.BotMenuButton)
    assert shown.text == "Open"
    await bot.call("setMyDefaultAdministratorRights", rights={"can_delete_messages": True})
    rights = await bot.call("getMyDefaultAdministratorRights")
    assert isinstance(rights, dict)
    assert [name for name, given in rights.items() if given] == ["can_delete_messages"]


async def test_a_link_carries_something_to_a_bot(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.call(
        functions.messages.StartBot(
            bot=alice.user(bot.person),
            peer=types.InputPeerEmpty(),
            random_id=1,
            start_param="from_a-link",
        )
    )
    assert await bot.texts() == ["/start from_a-link"]
    room = await site.world.channel(alice, "Crowd")
    start = functions.messages.StartBot(
        bot=alice.user(bot.person), peer=alice.peer(room), random_id=2, start_param=""
    )
    await alice.call(start)
    assert await bot.texts() == [f"/start@{bot.username}"]
    with pytest.raises(RpcError, match="START_PARAM_INVALID"):
        await alice.call(
            functions.messages.StartBot(
                bot=alice.user(bot.person),
                peer=types.InputPeerEmpty(),
                random_id=3,
                start_param="a b",
            )
        )


async def test_only_who_may_invite_brings_a_bot_into_a_group(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    stranger, bot = await site.world.user("Stranger"), await site.bot()
    room = await site.world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(invite_users=True, until_date=0),
        )
    )
    for one, error in ((bob, "CHAT_ADMIN_REQUIRED"), (stranger, "CHANNEL_PRIVATE")):
        start = functions.messages.StartBot(
            bot=one.user(bot.person), peer=one.peer(room), random_id=9, start_param=""
        )
        with pytest.raises(RpcError, match=error):
            await one.call(start)
    assert await bot.updates() == []
