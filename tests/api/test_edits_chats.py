"""Editing and deleting in groups, supergroups and channels: who may, until when, and with what."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_comments import comment, discussion_of, linked
from tests.api.test_quotes import newest
from tests.api.test_ttl_chats import KINDS, room_of
from tests.api.upload import document
from tests.api.world import Person, Room, World, sent


async def edit(person: Person, room: Room, msg_id: int, text: str | None, **more: object) -> object:
    return await person.call(
        functions.messages.EditMessage(
            peer=person.peer(room),
            id=msg_id,
            message=text,
            **more,  # type: ignore[arg-type]
        )
    )


async def promote(owner: Person, room: Room, whom: Person, **rights: bool) -> None:
    await owner.call(
        functions.channels.EditAdmin(
            channel=owner.channel(room),
            user_id=owner.user(whom),
            admin_rights=types.ChatAdminRights(**rights),
            rank="",
        )
    )


async def forbid(owner: Person, room: Room, **kinds: bool) -> None:
    await owner.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=owner.peer(room),
            banned_rights=types.ChatBannedRights(until_date=0, **kinds),
        )
    )


@pytest.mark.parametrize("kind", KINDS)
async def test_an_edit_reaches_everybody_and_is_made_once(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    message = await alice.say(room, "nwes")
    await world.check(alice, bob)
    await edit(alice, room, message.id, "news")
    with pytest.raises(RpcError, match="MESSAGE_NOT_MODIFIED"):
        await edit(alice, room, message.id, "news")
    with pytest.raises(RpcError, match="MESSAGE_TOO_LONG"):
        await edit(alice, room, message.id, "n" * 5000)
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await edit(bob, room, (await newest(world, bob, room)).id, "mine")
    seen = await newest(world, bob, room)
    assert (seen.message, seen.edit_date, seen.edit_hide) == ("news", world.app.now, False)
    await world.check(alice, bob)


async def test_old_messages_are_edited_by_those_who_pin(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await forbid(alice, room, pin_messages=True)
    await promote(alice, room, bob, edit_messages=True, delete_messages=True)
    mine = {person: await person.say(room, "old") for person in (alice, bob, carol)}
    world.wait(world.app.policy.edit_time_s + 1)
    for person in (bob, carol):
        with pytest.raises(RpcError, match="MESSAGE_EDIT_TIME_EXPIRED"):
            await edit(person, room, mine[person].id, "new")
    await edit(alice, room, mine[alice].id, "new")
    await promote(alice, room, bob, pin_messages=True)
    await edit(bob, room, mine[bob].id, "new")
    await world.check(alice, bob, carol)


async def test_posts_are_edited_by_their_author_for_a_while_and_by_editors_for_ever(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "News", bob, carol, broadcast=True)
    await promote(alice, room, bob, post_messages=True)
    await promote(alice, room, carol, edit_messages=True)
    post = await bob.say(room, "news")
    await edit(bob, room, post.id, "news!")
    world.wait(world.app.policy.edit_time_s + 1)
    with pytest.raises(RpcError, match="MESSAGE_EDIT_TIME_EXPIRED"):
        await edit(bob, room, post.id, "late news")
    await edit(carol, room, post.id, "corrected news")
    with pytest.raises(RpcError, match="MESSAGE_DELETE_FORBIDDEN"):
        await carol.call(
            functions.channels.DeleteMessages(channel=carol.channel(room), id=[post.id])
        )
    await bob.call(functions.channels.DeleteMessages(channel=bob.channel(room), id=[post.id]))
    await world.check(alice, bob, carol)


async def test_an_edit_brings_nothing_that_may_not_be_sent(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await bob.say(room, "words")
    await forbid(alice, room, send_docs=True)
    file = await document(bob, b"bytes")
    media = types.InputMediaDocument(
        id=types.InputDocument(
            id=file.id, access_hash=file.access_hash, file_reference=file.file_reference
        )
    )
    with pytest.raises(RpcError, match="CHAT_SEND_DOCS_FORBIDDEN"):
        await edit(bob, room, message.id, "file", media=media)
    assert (await newest(world, alice, room)).media is None


async def test_a_place_that_moves_is_not_shown_as_edited(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    place = types.InputGeoPoint(lat=35.7, long=51.4)
    (message,) = sent(
        await alice.call(
            functions.messages.SendMedia(
                peer=alice.peer(room),
                media=types.InputMediaGeoLive(geo_point=place, period=600),
                message="",
                random_id=world.random_id(),
            )
        )
    )
    moved = types.InputMediaGeoLive(geo_point=types.InputGeoPoint(lat=35.8, long=51.4), period=600)
    await edit(alice, room, message.id, None, media=moved)
    seen = await newest(world, bob, room)
    assert (seen.edit_hide, seen.edit_date) == (True, world.app.now)
    await world.check(alice, bob)


async def test_guests_edit_and_delete_their_comments(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "news")
    root = (await discussion_of(bob, channel, post.id)).messages[0].id
    mine, other = [await comment(bob, group, root, text) for text in ("oen", "two")]
    theirs = await alice.say(group, "hers")
    await edit(bob, group, mine.id, "one")
    await bob.call(functions.channels.DeleteMessages(channel=bob.channel(group), id=[other.id]))
    with pytest.raises(RpcError, match="MESSAGE_DELETE_FORBIDDEN"):
        await bob.call(
            functions.channels.DeleteMessages(channel=bob.channel(group), id=[theirs.id])
        )
    found = await world.history(alice, group.peer_id)
    said = [m.message for m in found if isinstance(m, types.Message) and not m.out]
    assert said == ["one", "news"]
    await alice.call(
        functions.channels.EditBanned(
            channel=alice.channel(group),
            participant=alice.peer(bob),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )
    with pytest.raises(RpcError):
        await edit(bob, group, mine.id, "again")
    await world.check(alice, bob)


async def test_members_of_a_group_delete_for_all_what_is_theirs(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Friends", bob, carol)
    mine = await bob.say(room, "bob's")
    await alice.say(room, "alice's")
    hers = await newest(world, bob, room)
    await world.check(alice, bob, carol)
    await bob.call(functions.messages.DeleteMessages(id=[mine.id, hers.id], revoke=True))

    async def said(person: Person) -> list[str]:
        found = await world.history(person, room.peer_id)
        return [one.message for one in found if isinstance(one, types.Message)]

    assert await said(bob) == []
    assert await said(carol) == ["alice's"]
    (left,) = [m for m in await world.history(alice, room.peer_id) if isinstance(m, types.Message)]
    await alice.call(functions.messages.DeleteMessages(id=[left.id]))
    assert (await said(alice), await said(carol)) == ([], ["alice's"])
    await world.check(alice, bob, carol)
