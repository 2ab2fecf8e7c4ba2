"""Bots as admins: members, rights, links, what a chat shows."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.participants import appoint
from tests.api.test_send_as import public
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Json, Site


async def crowd(site: Site) -> tuple[Person, Person, BotProgram, Room]:
    """A supergroup with an owner, a member, and a bot that is an admin."""
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await site.bot()
    room = await site.world.channel(alice, "Crowd", bob, bot.person)
    await appoint(alice, room, bot.person)
    return alice, bob, bot, room


async def status(bot: BotProgram, room: Room, person: Person) -> Json:
    member = await bot.call("getChatMember", chat_id=room.peer_id, user_id=person.id)
    assert isinstance(member, dict)
    return member["status"]


async def test_a_chat_and_its_members_are_told(site: Site) -> None:
    alice, bob, bot, room = await crowd(site)
    chat = await bot.call("getChat", chat_id=room.peer_id)
    assert isinstance(chat, dict)
    assert (chat["id"], chat["type"], chat["title"]) == (room.peer_id, "supergroup", "Crowd")
    assert await bot.call("getChatMemberCount", chat_id=room.peer_id) == 3
    admins = await bot.call("getChatAdministrators", chat_id=room.peer_id)
    assert isinstance(admins, list)
    found = {(one["user"]["id"], one["status"]) for one in admins}  # type: ignore[index,call-overload]
    assert found == {(alice.id, "creator"), (bot.person.id, "administrator")}
    assert await status(bot, room, bob) == "member"
    stranger = await site.world.user("Stranger")
    for unknown in (stranger.id, stranger.id + 10**6):
        left = await bot.call("getChatMember", chat_id=room.peer_id, user_id=unknown)
        nobody = {"id": unknown, "is_bot": False, "first_name": ""}
        assert left == {"status": "left", "user": nobody}
    await stranger.say(bot.person, "/start")
    assert await status(bot, room, stranger) == "left"


async def test_a_basic_group_is_told_as_well(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await site.bot()
    room = await site.world.group(alice, "Few", bob, bot.person)
    chat = await bot.call("getChat", chat_id=room.peer_id)
    assert isinstance(chat, dict)
    assert (chat["type"], chat["title"]) == ("group", "Few")
    assert await status(bot, room, alice) == "creator"
    assert await status(bot, room, bob) == "member"
    sent = await bot.call("sendMessage", chat_id=room.peer_id, text="hi")
    assert isinstance(sent, dict)
    assert await bot.call("leaveChat", chat_id=room.peer_id) is True


async def test_a_moderator_restricts_bans_and_forgives(site: Site) -> None:
    _, bob, bot, room = await crowd(site)
    named = {"chat_id": room.peer_id, "user_id": bob.id}
    await bot.call("restrictChatMember", **named, permissions={"can_send_messages": False})
    assert await status(bot, room, bob) == "restricted"
    await bot.call("banChatMember", **named)
    assert await status(bot, room, bob) == "kicked"
    await bot.call("unbanChatMember", **named)
    assert await status(bot, room, bob) == "left"


async def test_an_admin_is_made_and_called_something(site: Site) -> None:
    _, bob, bot, room = await crowd(site)
    named = {"chat_id": room.peer_id, "user_id": bob.id}
    await bot.call("promoteChatMember", **named, can_delete_messages=True)
    assert await status(bot, room, bob) == "administrator"
    await bot.call("setChatAdministratorCustomTitle", **named, custom_title="keeper")
    member = await bot.call("getChatMember", **named)
    assert isinstance(member, dict)
    assert (member["custom_title"], member["can_delete_messages"]) == ("keeper", True)


async def test_links_are_made_changed_and_ended(site: Site) -> None:
    _, _, bot, room = await crowd(site)
    primary = await bot.call("exportChatInviteLink", chat_id=room.peer_id)
    assert isinstance(primary, str)
    made = await bot.call("createChatInviteLink", chat_id=room.peer_id, name="a", member_limit=5)
    assert isinstance(made, dict)
    assert (made["name"], made["member_limit"], made["is_revoked"]) == ("a", 5, False)
    link = {"chat_id": room.peer_id, "invite_link": made["invite_link"]}
    changed = await bot.call("editChatInviteLink", **link, name="b")
    assert isinstance(changed, dict)
    assert changed["name"] == "b"
    ended = await bot.call("revokeChatInviteLink", **link)
    assert isinstance(ended, dict)
    assert ended["is_revoked"] is True


async def test_a_chat_is_named_described_and_has_pins(site: Site) -> None:
    alice, _, bot, room = await crowd(site)
    said = await alice.say(room, "words")
    named = {"chat_id": room.peer_id}
    assert await bot.call("setChatTitle", **named, title="Others") is True
    assert await bot.call("setChatDescription", **named, description="about") is True
    assert await bot.call("pinChatMessage", **named, message_id=said.id) is True
    assert await bot.call("unpinChatMessage", **named, message_id=said.id) is True
    assert await bot.call("unpinAllChatMessages", **named) is True
    assert await bot.call("sendChatAction", **named, action="typing") is True
    chat = await bot.call("getChat", **named)
    assert isinstance(chat, dict)
    assert (chat["title"], chat["description"]) == ("Others", "about")
    answer = await bot.ask("sendChatAction", **named, action="dancing")
    assert answer.status == 400


async def test_topics_are_made_changed_closed_and_deleted(site: Site) -> None:
    alice, _, bot, room = await crowd(site)
    await alice.call(
        functions.channels.ToggleForum(channel=alice.channel(room), enabled=True, tabs=False)
    )
    rights = types.ChatAdminRights(manage_topics=True, delete_messages=True)
    await appoint(alice, room, bot.person, rights)
    named = {"chat_id": room.peer_id}
    made = await bot.call("createForumTopic", **named, name="News")
    assert isinstance(made, dict)
    topic = {**named, "message_thread_id": made["message_thread_id"]}
    sent = await bot.call("sendMessage", **topic, text="in it")
    assert isinstance(sent, dict)
    assert (sent["is_topic_message"], sent["message_thread_id"]) == (
        True,
        made["message_thread_id"],
    )
    assert await bot.call("editForumTopic", **topic, name="Olds") is True
    assert await bot.call("closeForumTopic", **topic) is True
    assert await bot.call("reopenForumTopic", **topic) is True
    assert await bot.call("deleteForumTopic", **topic) is True


async def test_whom_a_bot_never_met_it_learns_nothing_of(site: Site) -> None:
    alice, bob, bot, _ = await crowd(site)
    stranger = await site.world.user("Stranger")
    await alice.call(functions.account.UpdateProfile(about="about me"))
    for met in (alice, bob):
        chat = await bot.call("getChat", chat_id=met.id)
        assert isinstance(chat, dict)
        assert chat["id"] == met.id
    unknown = await bot.ask("getChat", chat_id=stranger.id)
    nobody = await bot.ask("getChat", chat_id=stranger.id + 10**6)
    assert unknown == nobody
    assert unknown.description == "Bad Request: chat not found"
    rules = [types.InputPrivacyValueDisallowAll()]
    await alice.call(functions.account.SetPrivacy(key=types.InputPrivacyKeyAbout(), rules=rules))
    chat = await bot.call("getChat", chat_id=alice.id)
    assert isinstance(chat, dict)
    assert "bio" not in chat


async def test_a_channel_that_speaks_in_a_group_is_silenced(site: Site) -> None:
    alice, bob, bot = await site.world.user("Alice"), await site.world.user("Bob"), await site.bot()
    room = await public(site.world, alice, bob, bot.person)
    channel = await site.world.channel(bob, "News", broadcast=True)
    await appoint(alice, room, bot.person)
    named = {"chat_id": room.peer_id, "sender_chat_id": channel.peer_id}
    assert await bot.call("banChatSenderChat", **named) is True
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await bob.say(room, "as a channel", send_as=bob.peer(channel))
    assert await bot.call("unbanChatSenderChat", **named) is True
    await bob.say(room, "as a channel", send_as=bob.peer(channel))
    wrong = {"chat_id": room.peer_id, "sender_chat_id": bob.id}
    assert (await bot.ask("banChatSenderChat", **wrong)).status == 400


async def test_members_are_called_something_and_lose_their_reactions(site: Site) -> None:
    alice, bob, bot = await site.world.user("Alice"), await site.world.user("Bob"), await site.bot()
    room = await site.world.channel(alice, "Square", bob, bot.person)
    everything = types.ChatAdminRights(delete_messages=True, manage_ranks=True)
    await appoint(alice, room, bot.person, everything)
    tag = {"chat_id": room.peer_id, "user_id": bob.id, "tag": "poet"}
    assert await bot.call("setChatMemberTag", **tag) is True
    said = [await alice.say(room, text) for text in ("one", "two")]
    for one in said:
        request = functions.messages.SendReaction(
            peer=bob.peer(room), msg_id=one.id, reaction=[types.ReactionEmoji(emoticon="👍")]
        )
        await bob.call(request)
    named = {"chat_id": room.peer_id, "user_id": bob.id}
    taken = await bot.call("deleteMessageReaction", **named, message_id=said[0].id)
    assert taken is True
    kept, freed = (await site.world.history(alice, room.peer_id))[:2]
    assert isinstance(freed, types.Message)
    assert isinstance(kept, types.Message)
    assert freed.reactions is None or not freed.reactions.results
    assert kept.reactions is not None
    assert await bot.call("deleteAllMessageReactions", **named) is True
    nobody = await bot.ask("deleteMessageReaction", chat_id=room.peer_id, message_id=said[0].id)
    assert nobody.description == "Bad Request: user_id is empty"


async def test_pinned_messages_of_topics_are_let_go(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    room = await site.world.channel(alice, "Square", bot.person)
    await alice.call(functions.channels.ToggleForum(channel=alice.channel(room), enabled=True))
    rights = types.ChatAdminRights(pin_messages=True, manage_topics=True)
    await appoint(alice, room, bot.person, rights)
    made = await bot.call("createForumTopic", chat_id=room.peer_id, name="Poems")
    assert isinstance(made, dict)
    topic = {"chat_id": room.peer_id, "message_thread_id": made["message_thread_id"]}
    said = await bot.call("sendMessage", **topic, text="a word")
    assert isinstance(said, dict)
    await bot.call("pinChatMessage", chat_id=room.peer_id, message_id=said["message_id"])
    assert await bot.call("unpinAllForumTopicMessages", **topic) is True
    found = (await site.world.history(alice, room.peer_id))[0:3]
    assert not any(isinstance(one, types.Message) and one.pinned for one in found)
    general = {"chat_id": room.peer_id}
    assert await bot.call("unpinAllGeneralForumTopicMessages", **general) is True
    assert await bot.call("getForumTopicIconStickers") == []
    refused = await bot.ask("setChatStickerSet", **general, sticker_set_name="none")
    assert refused.status == 400
