"""Links that lead into groups, supergroups and channels: made, followed, limited, revoked."""

from __future__ import annotations

import asyncio

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import TLObject, functions, types
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World


async def export(person: Person, room: Room, **terms: object) -> types.ChatInviteExported:
    answer = await person.call(
        functions.messages.ExportChatInvite(peer=person.peer(room), **terms)  # type: ignore[arg-type]
    )
    assert isinstance(answer, types.ChatInviteExported)
    return answer


def hash_of(link: str) -> str:
    return link.rpartition("/+")[2]


async def follow(person: Person, link: str) -> None:
    answer = await person.call(functions.messages.ImportChatInvite(hash=hash_of(link)))
    assert isinstance(answer, types.messages.ChatInviteJoinResultOk)


async def check(person: Person, link: str) -> object:
    return await person.call(functions.messages.CheckChatInvite(hash=hash_of(link)))


async def edit(person: Person, room: Room, link: str, **more: object) -> object:
    return await person.call(
        functions.messages.EditExportedChatInvite(
            peer=person.peer(room),
            link=link,
            **more,  # type: ignore[arg-type]
        )
    )


async def one(person: Person, room: Room, link: str) -> types.ChatInviteExported:
    answer = await person.call(
        functions.messages.GetExportedChatInvite(peer=person.peer(room), link=link)
    )
    assert isinstance(answer, types.messages.ExportedChatInvite)
    assert isinstance(answer.invite, types.ChatInviteExported)
    return answer.invite


async def listed(
    person: Person, room: Room, **more: object
) -> tuple[int, list[types.ChatInviteExported]]:
    asked: dict[str, object] = {"limit": 50, **more}
    answer = await person.call(
        functions.messages.GetExportedChatInvites(
            peer=person.peer(room),
            admin_id=types.InputUserSelf(),
            **asked,  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.messages.ExportedChatInvites)
    found = [one for one in answer.invites if isinstance(one, types.ChatInviteExported)]
    return answer.count, found


async def came_by(person: Person, room: Room, link: str) -> list[int]:
    answer = await person.call(
        functions.messages.GetChatInviteImporters(
            peer=person.peer(room),
            link=link,
            offset_date=0,
            offset_user=types.InputUserEmpty(),
            limit=50,
        )
    )
    assert isinstance(answer, types.messages.ChatInviteImporters)
    assert {one.user_id for one in answer.importers} <= {user.id for user in answer.users}
    assert answer.count == len(answer.importers)
    return [one.user_id for one in answer.importers]


async def room_of(kind: str, world: World, owner: Person, *others: Person) -> Room:
    if kind == "group":
        return await world.group(owner, "Family", *others)
    return await world.channel(owner, "Crowd", *others, broadcast=kind == "channel")


KINDS = ("group", "supergroup", "channel")


@pytest.mark.parametrize("kind", KINDS)
async def test_who_follows_a_link_is_in_the_chat(world: World, kind: str) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await room_of(kind, world, alice, carol)
    invite = await export(alice, room)
    assert invite.link.startswith(f"{world.app.policy.public_url}/+")
    shown = await check(bob, invite.link)
    assert isinstance(shown, types.ChatInvite)
    assert shown.participants_count == 2
    assert shown.broadcast is (kind == "channel")
    assert shown.megagroup is (kind == "supergroup")
    await follow(bob, invite.link)
    already = await check(bob, invite.link)
    assert isinstance(already, types.ChatInviteAlready)
    with pytest.raises(RpcError, match="USER_ALREADY_PARTICIPANT"):
        await follow(bob, invite.link)
    assert (await one(alice, room, invite.link)).usage == 1
    assert await came_by(alice, room, invite.link) == [bob.id]
    last = (await history_of(carol, room))[0]
    if kind != "channel":
        assert isinstance(last, types.MessageService)
        assert last.action == types.MessageActionChatJoinedByLink(inviter_id=alice.id)
        assert last.from_id == types.PeerUser(user_id=bob.id)
        said = await bob.say(room, "here I am")
        assert said.id in {message.id for message in await history_of(bob, room)}
    await world.check(alice, bob, carol)


async def test_a_place_in_a_link_is_free_again_when_its_member_leaves(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, usage_limit=1)
    await follow(bob, invite.link)
    with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
        await follow(carol, invite.link)
    with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
        await check(carol, invite.link)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert not (await one(alice, room, invite.link)).usage
    await follow(carol, invite.link)
    assert await came_by(alice, room, invite.link) == [carol.id]


async def test_a_rush_through_a_limited_link_lets_in_exactly_so_many(world: World) -> None:
    alice = await world.user("Alice")
    crowd = [await world.user(f"Guest {number}") for number in range(12)]
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, usage_limit=5)
    answers = await asyncio.gather(
        *(follow(person, invite.link) for person in crowd), return_exceptions=True
    )
    refused = [answer for answer in answers if answer is not None]
    assert len(refused) == 7
    assert {str(one) for one in refused} == {"400 INVITE_HASH_EXPIRED"}
    assert (await one(alice, room, invite.link)).usage == 5
    assert len(await came_by(alice, room, invite.link)) == 5
    full = await alice.call(functions.channels.GetFullChannel(channel=alice.channel(room)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChannelFull)
    assert full.full_chat.participants_count == 6


async def test_a_link_ends_at_its_date(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, expire_date=world.app.now + 60, title="until tonight")
    assert (invite.title, invite.permanent) == ("until tonight", False)
    world.wait(61)
    with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
        await follow(bob, invite.link)
    await edit(alice, room, invite.link, expire_date=world.app.now + 60)
    await follow(bob, invite.link)


async def test_the_permanent_link_is_there_at_once_and_replaced_when_it_is_revoked(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for kind in KINDS:
        room = await room_of(kind, world, alice)
        first = await own_link(alice, room)
        assert first.permanent
        assert (await own_link(alice, room)).link == first.link
        with pytest.raises(RpcError, match="CHAT_INVITE_PERMANENT"):
            await edit(alice, room, first.link, usage_limit=3)
        answer = await edit(alice, room, first.link, revoked=True)
        assert isinstance(answer, types.messages.ExportedChatInviteReplaced)
        assert isinstance(answer.invite, types.ChatInviteExported)
        assert isinstance(answer.new_invite, types.ChatInviteExported)
        assert answer.invite.revoked
        assert answer.new_invite.permanent
        assert answer.new_invite.link != first.link
        with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
            await follow(bob, first.link)
        third = await export(alice, room, legacy_revoke_permanent=True)
        assert third.permanent
        assert (await own_link(alice, room)).link == third.link
        with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
            await follow(bob, answer.new_invite.link)
        await follow(bob, third.link)


async def own_link(person: Person, room: Room) -> types.ChatInviteExported:
    request: functions.messages.GetFullChat | functions.channels.GetFullChannel
    if room.peer_id > -(10**12):
        request = functions.messages.GetFullChat(chat_id=bare_id(room.peer_id))
    else:
        request = functions.channels.GetFullChannel(channel=person.channel(room))
    answer = await person.call(request)
    assert isinstance(answer, types.messages.ChatFull)
    assert not isinstance(answer.full_chat, types.CommunityFull)
    found = answer.full_chat.exported_invite
    assert isinstance(found, types.ChatInviteExported)
    return found


async def test_links_are_listed_revoked_and_forgotten(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    made = []
    for number in range(3):
        made.append(await export(alice, room, title=f"link {number}"))
        world.wait(1)
    count, found = await listed(alice, room)
    assert (count, found) == (3, made[::-1])
    count, page = await listed(
        alice, room, offset_date=found[0].date, offset_link=found[0].link, limit=1
    )
    assert (count, page) == (3, [found[1]])
    with pytest.raises(RpcError, match="INVITE_REVOKED_MISSING"):
        await alice.call(
            functions.messages.DeleteExportedChatInvite(peer=alice.peer(room), link=made[0].link)
        )
    await edit(alice, room, made[0].link, revoked=True)
    await edit(alice, room, made[1].link, revoked=True)
    assert (await listed(alice, room))[0] == 1
    assert (await listed(alice, room, revoked=True))[0] == 2
    answer = await alice.call(functions.messages.GetAdminsWithInvites(peer=alice.peer(room)))
    assert isinstance(answer, types.messages.ChatAdminsWithInvites)
    assert tuple(answer.admins) == (
        types.ChatAdminWithInvites(admin_id=alice.id, invites_count=1, revoked_invites_count=2),
    )
    await alice.call(
        functions.messages.DeleteExportedChatInvite(peer=alice.peer(room), link=made[0].link)
    )
    assert [one.link for one in (await listed(alice, room, revoked=True))[1]] == [made[1].link]
    await alice.call(
        functions.messages.DeleteRevokedExportedChatInvites(
            peer=alice.peer(room), admin_id=types.InputUserSelf()
        )
    )
    assert await listed(alice, room, revoked=True) == (0, [])
    with pytest.raises(RpcError, match="INVITE_HASH_EXPIRED"):
        await one(alice, room, made[1].link)


async def test_links_are_known_in_every_form_and_nonsense_is_refused(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room)
    secret = hash_of(invite.link)
    for form in (
        secret,
        f"+{secret}",
        f"https://t.me/+{secret}",
        f"https://t.me/joinchat/{secret}",
        f"t.me/+{secret}",
        f"tg://join?invite={secret}",
        invite.link,
    ):
        assert (await one(alice, room, form)).link == invite.link
        assert isinstance(await check(bob, form), types.ChatInvite)
    for nonsense, error in (
        ("", "INVITE_HASH_EMPTY"),
        ("no hash at all!", "INVITE_HASH_INVALID"),
        ("A" * 22, "INVITE_HASH_EXPIRED"),
    ):
        with pytest.raises(RpcError, match=error):
            await bob.call(functions.messages.ImportChatInvite(hash=nonsense))
        with pytest.raises(RpcError, match=error):
            await bob.call(functions.messages.CheckChatInvite(hash=nonsense))


async def test_only_admins_have_links(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for kind in KINDS:
        room = await room_of(kind, world, alice, bob)
        invite = await export(alice, room)
        requests: list[functions.messages.ExportChatInvite | TLObject] = [
            functions.messages.ExportChatInvite(peer=bob.peer(room)),
            functions.messages.GetExportedChatInvite(peer=bob.peer(room), link=invite.link),
            functions.messages.EditExportedChatInvite(
                peer=bob.peer(room), link=invite.link, revoked=True
            ),
            functions.messages.GetAdminsWithInvites(peer=bob.peer(room)),
        ]
        for request in requests:
            with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
                await bob.call(request)  # type: ignore[arg-type]


async def test_impossible_terms_are_refused(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    for terms, error in (
        ({"expire_date": world.app.now - 1}, "EXPIRE_DATE_INVALID"),
        ({"usage_limit": 100_000}, "USAGE_LIMIT_INVALID"),
        ({"usage_limit": -1}, "USAGE_LIMIT_INVALID"),
        ({"usage_limit": 5, "request_needed": True}, "USAGE_LIMIT_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await export(alice, room, **terms)
    assert (await listed(alice, room)) == (0, [])


async def test_a_link_shows_members_whom_one_knows_and_no_others(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", carol)
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(carol), first_name="Carol", last_name="", phone=""
        )
    )
    shown = await check(bob, (await export(alice, room)).link)
    assert isinstance(shown, types.ChatInvite)
    assert [user.id for user in shown.participants or ()] == [carol.id]


async def test_a_public_chat_may_be_looked_into_from_its_link(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", broadcast=True)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="seen_by_all")
    )
    shown = await check(bob, (await export(alice, room)).link)
    assert isinstance(shown, types.ChatInvitePeek)
    assert isinstance(shown.chat, types.Channel)
    assert shown.chat.left


async def test_a_link_into_a_deleted_or_closed_chat_is_over(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.group(alice, "Family", bob)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await export(bob, room)
    invite = await export(alice, room)
    await alice.call(
        functions.messages.DeleteChatUser(chat_id=bare_id(room.peer_id), user_id=alice.user(bob))
    )
    await follow(bob, invite.link)  # who was removed comes back by a link
    assert (await one(alice, room, invite.link)).usage == 1
