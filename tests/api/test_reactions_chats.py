"""Reactions in basic groups, supergroups and channels: counted, listed, seen, allowed, taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod import tl
from hodhod.actions.messages import channel_reactions
from hodhod.actions.updates.render import render, render_for_all
from hodhod.domain.chat import Chat
from hodhod.domain.errors import RpcError
from hodhod.store.chats import lock_chat, write_chat
from hodhod.tl import functions, types
from tests.api.stickers import item, make_set, whole_ids
from tests.api.test_chats import dialog_of, history_of
from tests.api.test_sticker_search import EMOJI_FILE
from tests.api.world import Person, Room, World

LIKE = types.ReactionEmoji(emoticon="👍")
FIRE = types.ReactionEmoji(emoticon="🔥")


async def react(person: Person, room: Room, msg_id: int, *given: types.TypeReaction) -> object:
    return await person.call(
        functions.messages.SendReaction(peer=person.peer(room), msg_id=msg_id, reaction=given)
    )


async def reactions_of(person: Person, room: Room, msg_id: int) -> types.MessageReactions:
    (found,) = [one for one in await history_of(person, room) if one.id == msg_id]
    assert isinstance(found.reactions, types.MessageReactions)
    return found.reactions


def shown(reactions: types.MessageReactions) -> dict[str, tuple[int, bool]]:
    """How many there are of each, and whether it is one's own."""
    return {
        one.reaction.emoticon: (one.count, one.chosen_order is not None)
        for one in reactions.results
        if isinstance(one.reaction, types.ReactionEmoji)
    }


async def listed(
    person: Person, room: Room, msg_id: int, **more: object
) -> types.messages.MessageReactionsList:
    answer = await person.call(
        functions.messages.GetMessageReactionsList(
            peer=person.peer(room),
            id=msg_id,
            **{"limit": 100, **more},  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.messages.MessageReactionsList)
    return answer


async def unread(person: Person, room: Room, **more: object) -> list[int]:
    answer = await person.call(
        functions.messages.GetUnreadReactions(
            peer=person.peer(room),
            **{  # type: ignore[arg-type]
                "offset_id": 0,
                "add_offset": 0,
                "limit": 10,
                "max_id": 0,
                "min_id": 0,
                **more,
            },
        )
    )
    assert isinstance(answer, types.messages.Messages | types.messages.ChannelMessages)
    return [one.id for one in answer.messages]


async def allow(world: World, room: Room, rule: types.TypeChatReactions, **more: object) -> None:
    """Let a chat allow some reactions, as its admins would."""
    async with world.app.store.boxes.change([room.box], now=world.app.now) as change:
        chat: Chat | None = await lock_chat(change.tx, room.peer_id)
        assert chat is not None
        chat = replace(chat, reactions=tl.encode(rule), **more)  # type: ignore[arg-type]
        await write_chat(change.tx, chat)


async def test_all_members_of_a_group_see_who_reacted(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await alice.say(room, "news")
    (bobs,) = [m for m in await history_of(bob, room) if isinstance(m, types.Message)]
    (carols,) = [m for m in await history_of(carol, room) if isinstance(m, types.Message)]
    (own,) = [m for m in await history_of(alice, room) if isinstance(m, types.Message)]
    await react(bob, room, bobs.id, LIKE)
    await react(carol, room, carols.id, FIRE)
    assert shown(await reactions_of(alice, room, own.id)) == {"👍": (1, False), "🔥": (1, False)}
    assert shown(await reactions_of(bob, room, bobs.id)) == {"👍": (1, True), "🔥": (1, False)}
    who = {one.peer_id for one in (await listed(carol, room, carols.id)).reactions}
    assert who == {types.PeerUser(user_id=bob.id), types.PeerUser(user_id=carol.id)}
    assert await unread(alice, room) == [own.id]
    assert await unread(bob, room) == []
    await world.check(alice, bob, carol)


async def test_what_was_seen_in_a_group_is_not_new_again_when_another_reacts(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await alice.say(room, "news")
    (bobs,) = [m for m in await history_of(bob, room) if isinstance(m, types.Message)]
    (carols,) = [m for m in await history_of(carol, room) if isinstance(m, types.Message)]
    (own,) = [m for m in await history_of(alice, room) if isinstance(m, types.Message)]
    await react(bob, room, bobs.id, LIKE)
    await alice.call(functions.messages.ReadReactions(peer=alice.peer(room)))
    await react(carol, room, carols.id, LIKE)
    recent = (await reactions_of(alice, room, own.id)).recent_reactions or ()
    assert {one.peer_id for one in recent if one.unread} == {types.PeerUser(user_id=carol.id)}
    await react(bob, room, bobs.id)
    assert await unread(alice, room) == [own.id]
    await react(carol, room, carols.id)
    assert await unread(alice, room) == []
    await world.check(alice, bob, carol)


async def test_reactions_in_a_supergroup_are_counted_once_and_chosen_by_each(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    message = await alice.say(room, "news")
    answer = await react(bob, room, message.id, LIKE)
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateMessageReactions)
    assert shown(update.reactions) == {"👍": (1, True)}
    await react(carol, room, message.id, LIKE)
    await react(carol, room, message.id, FIRE)
    assert shown(await reactions_of(alice, room, message.id)) == {
        "👍": (1, False),
        "🔥": (1, False),
    }
    assert shown(await reactions_of(carol, room, message.id)) == {"👍": (1, False), "🔥": (1, True)}
    with pytest.raises(RpcError, match="MESSAGE_NOT_MODIFIED"):
        await react(carol, room, message.id, FIRE)
    await react(carol, room, message.id)
    assert shown(await reactions_of(carol, room, message.id)) == {"👍": (1, False)}
    await react(bob, room, message.id)
    (last,) = [one for one in await history_of(bob, room) if one.id == message.id]
    assert last.reactions is None


async def test_a_reaction_in_a_supergroup_is_pushed_as_each_sees_it(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    message = await alice.say(room, "news")
    await react(bob, room, message.id, LIKE)
    for person, chosen in ((alice, False), (bob.other, True), (carol, False)):
        told = [u for u in person.heard[room.box] if isinstance(u, types.UpdateMessageReactions)]
        rendered = await render(world.app, person.id, told)
        assert isinstance(rendered, types.Updates)
        (update,) = rendered.updates
        assert isinstance(update, types.UpdateMessageReactions)
        assert shown(update.reactions) == {"👍": (1, chosen)}
        (recent,) = update.reactions.recent_reactions or ()
        assert recent.peer_id == types.PeerUser(user_id=bob.id)
        assert recent.unread is (person is alice)
        assert {user.id for user in rendered.users} >= {bob.id}
    assert not [u for u in bob.heard[room.box] if isinstance(u, types.UpdateMessageReactions)]
    many = await render_for_all(
        world.app,
        room.box,
        [u for u in carol.heard[room.box] if isinstance(u, types.UpdateMessageReactions)],
    )
    assert isinstance(many, types.Updates)
    (update,) = many.updates
    assert isinstance(update, types.UpdateMessageReactions)
    assert update.reactions.min


async def test_an_edit_does_not_make_clients_forget_their_reaction(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "news")
    await react(bob, room, message.id, LIKE)
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=message.id, message="old news")
    )
    (edit,) = [
        u for u in bob.other.heard[room.box] if isinstance(u, types.UpdateEditChannelMessage)
    ]
    rendered = await render(world.app, bob.id, [edit])
    assert isinstance(rendered, types.Updates)
    (update,) = rendered.updates
    assert isinstance(update, types.UpdateEditChannelMessage)
    assert isinstance(update.message, types.Message)
    assert isinstance(update.message.reactions, types.MessageReactions)
    assert shown(update.message.reactions) == {"👍": (1, True)}


async def test_the_difference_tells_the_latest_of_many_reactions_once(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    dialog = await dialog_of(carol, room)
    assert dialog is not None
    assert dialog.pts is not None
    message = await alice.say(room, "news")
    for given in (LIKE, FIRE, LIKE, FIRE):
        await react(bob, room, message.id, given)
    await alice.say(room, "more")
    told = await carol.call(
        functions.updates.GetChannelDifference(
            channel=carol.channel(room),
            filter=types.ChannelMessagesFilterEmpty(),
            pts=dialog.pts,
            limit=100,
        )
    )
    assert isinstance(told, types.updates.ChannelDifference)
    assert not told.other_updates  # the new message has them
    (post, _) = told.new_messages[-2:]
    assert isinstance(post, types.Message)
    assert isinstance(post.reactions, types.MessageReactions)
    assert shown(post.reactions) == {"🔥": (1, False)}


async def test_in_a_large_chat_only_those_concerned_hear_of_a_reaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_reactions, "LOUD", 2)
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    message = await alice.say(room, "news")
    await react(bob, room, message.id, LIKE)
    for person, hears in ((alice, True), (bob.other, True), (carol, False)):
        assert bool(person.saw(types.UpdateMessageReactions)) is hears
        assert not [
            u for u in person.heard[room.box] if isinstance(u, types.UpdateMessageReactions)
        ]
    asked = await carol.call(
        functions.messages.GetMessagesReactions(peer=carol.peer(room), id=[message.id])
    )
    assert isinstance(asked, types.Updates)
    (update,) = asked.updates
    assert isinstance(update, types.UpdateMessageReactions)
    assert shown(update.reactions) == {"👍": (1, False)}
    await world.check(alice, bob, carol)


async def test_the_author_in_a_supergroup_counts_reactions_until_they_are_seen(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    one, two = await alice.say(room, "one"), await alice.say(room, "two")
    await react(bob, room, one.id, LIKE)
    await react(carol, room, one.id, LIKE)
    await react(bob, room, two.id, LIKE)
    await react(alice, room, two.id, LIKE)
    dialog = await dialog_of(alice, room)
    assert dialog is not None
    assert dialog.unread_reactions_count == 2
    assert await unread(alice, room) == [two.id, one.id]
    assert await unread(alice, room, offset_id=1, add_offset=-1, limit=1) == [one.id]
    assert await unread(bob, room) == []
    await alice.call(
        functions.channels.ReadMessageContents(channel=alice.channel(room), id=[one.id])
    )
    assert await unread(alice, room) == [two.id]
    (seen,) = alice.other.saw(types.UpdateChannelReadMessagesContents)
    assert isinstance(seen, types.UpdateChannelReadMessagesContents)
    assert list(seen.messages) == [one.id]
    recent = (await reactions_of(alice, room, one.id)).recent_reactions or ()
    assert not any(entry.unread for entry in recent)
    await alice.call(functions.messages.ReadReactions(peer=alice.peer(room)))
    dialog = await dialog_of(alice, room)
    assert dialog is not None
    assert dialog.unread_reactions_count == 0
    await world.check(alice, bob)


async def test_a_reaction_that_is_taken_back_unseen_waits_no_more(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "news")
    await react(bob, room, message.id, LIKE)
    await react(bob, room, message.id)
    assert await unread(alice, room) == []


async def test_who_reacted_in_a_supergroup_is_listed_page_by_page(world: World) -> None:
    alice = await world.user("Alice")
    others = [await world.user(f"Person {n}") for n in range(4)]
    room = await world.channel(alice, "Crowd", *others)
    message = await alice.say(room, "news")
    for n, one in enumerate(others):
        world.wait(1)
        await react(one, room, message.id, FIRE if n == 1 else LIKE)
    found: list[types.TypePeer] = []
    offset: str | None = None
    while True:
        page = await listed(alice, room, message.id, limit=3, offset=offset)
        assert page.count == 4
        found += [one.peer_id for one in page.reactions]
        offset = page.next_offset
        if offset is None:
            break
    assert found == [types.PeerUser(user_id=one.id) for one in reversed(others)]
    only = await listed(alice, room, message.id, reaction=FIRE)
    assert only.count == 1
    assert [one.peer_id for one in only.reactions] == [types.PeerUser(user_id=others[1].id)]


async def test_nobody_learns_who_reacts_in_a_channel(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    post = await alice.say(room, "today")
    await react(bob, room, post.id, LIKE)
    seen = await reactions_of(alice, room, post.id)
    assert shown(seen) == {"👍": (1, False)}
    assert seen.recent_reactions is None
    assert not seen.can_see_list
    with pytest.raises(RpcError, match="BROADCAST_FORBIDDEN"):
        await listed(alice, room, post.id)
    dialog = await dialog_of(alice, room)
    assert dialog is not None
    assert dialog.unread_reactions_count == 0


async def test_a_chat_allows_what_its_admins_chose(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in (
        await world.group(alice, "Family", bob),
        await world.channel(alice, "Crowd", bob),
        await world.channel(alice, "News", bob, broadcast=True),
    ):
        message = await alice.say(room, "news")
        await allow(world, room, types.ChatReactionsSome(reactions=[FIRE]))
        with pytest.raises(RpcError, match="REACTION_INVALID"):
            await react(alice, room, message.id, LIKE)
        await react(alice, room, message.id, FIRE)
        await allow(world, room, types.ChatReactionsNone())
        with pytest.raises(RpcError, match="REACTION_INVALID"):
            await react(alice, room, message.id, LIKE)
        await react(alice, room, message.id)


async def test_a_message_has_no_more_kinds_of_reactions_than_its_chat_allows(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    message = await alice.say(room, "news")
    await allow(world, room, types.ChatReactionsAll(), reactions_limit=1)
    await react(bob, room, message.id, LIKE)
    with pytest.raises(RpcError, match="REACTIONS_TOO_MANY"):
        await react(carol, room, message.id, FIRE)
    await react(carol, room, message.id, LIKE)
    assert shown(await reactions_of(bob, room, message.id)) == {"👍": (2, True)}


async def test_custom_emoji_are_reactions_where_a_chat_allows_them(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await make_set(alice, await item(alice, EMOJI_FILE), emojis=True)
    (custom,) = [types.ReactionCustomEmoji(document_id=one) for one in whole_ids(made)]
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "news")
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await react(bob, room, message.id, custom)
    await allow(world, room, types.ChatReactionsAll(allow_custom=True))
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await react(bob, room, message.id, types.ReactionCustomEmoji(document_id=7))
    await react(bob, room, message.id, custom)
    (count,) = (await reactions_of(alice, room, message.id)).results
    assert count.reaction == custom


async def test_who_is_not_in_a_chat_reacts_to_nothing(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", broadcast=True)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="reacted_news")
    )
    post = await alice.say(room, "today")
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await react(bob, room, post.id, LIKE)


async def test_admins_take_reactions_away(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in (
        await world.group(alice, "Family", bob, carol),
        await world.channel(alice, "Crowd", bob, carol),
    ):
        for text in ("one", "two"):
            await alice.say(room, text)
        for person in (bob, carol):
            for message in await history_of(person, room):
                if isinstance(message, types.Message):
                    await react(person, room, message.id, LIKE)
        two, one = [m for m in await history_of(alice, room) if isinstance(m, types.Message)]
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await carol.call(
                functions.messages.DeleteParticipantReactions(
                    peer=carol.peer(room), participant=carol.peer(bob)
                )
            )
        await alice.call(
            functions.messages.DeleteParticipantReaction(
                peer=alice.peer(room), msg_id=two.id, participant=alice.peer(bob)
            )
        )
        assert shown(await reactions_of(alice, room, two.id)) == {"👍": (1, False)}
        assert shown(await reactions_of(alice, room, one.id)) == {"👍": (2, False)}
        await alice.call(
            functions.messages.DeleteParticipantReactions(
                peer=alice.peer(room), participant=alice.peer(carol)
            )
        )
        assert shown(await reactions_of(alice, room, one.id)) == {"👍": (1, False)}
        (gone,) = [m for m in await history_of(alice, room) if m.id == two.id]
        assert gone.reactions is None
    await world.check(alice, bob, carol)


async def test_a_deleted_message_takes_its_reactions_along(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "news")
    await react(bob, room, message.id, LIKE)
    await alice.call(
        functions.channels.DeleteMessages(channel=alice.channel(room), id=[message.id])
    )
    assert await unread(alice, room) == []
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await react(bob, room, message.id)
