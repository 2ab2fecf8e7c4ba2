"""Albums: what goes together, how many, and what becomes of them later."""

from __future__ import annotations

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.album import file, send_album
from tests.api.test_edits_chats import edit, forbid
from tests.api.test_ttl_chats import KINDS, room_of, texts
from tests.api.world import World, sent


@pytest.mark.parametrize("kind", KINDS)
async def test_an_album_is_one_everywhere_and_its_parts_are_messages(
    world: World, kind: str
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    await world.check(alice, bob)
    album = await send_album(alice, room, ["photo", "video", "photo"])
    (grouped_id,) = {one.grouped_id for one in album}
    assert grouped_id
    await world.check(alice, bob)
    await edit(alice, room, album[1].id, "in the middle")
    if kind == "group":
        await alice.call(functions.messages.DeleteMessages(id=[album[0].id], revoke=True))
    else:
        await alice.call(
            functions.channels.DeleteMessages(channel=alice.channel(room), id=[album[0].id])
        )
    assert await texts(world, bob, room) == ["2", "in the middle"]
    left = (await world.history(bob, room.peer_id))[:2]
    assert {one.grouped_id for one in left if isinstance(one, types.Message)} == {grouped_id}
    forwarded = sent(
        await bob.call(
            functions.messages.ForwardMessages(
                from_peer=bob.peer(room),
                id=sorted(one.id for one in left),
                random_id=[world.random_id() for _ in left],
                to_peer=bob.peer(alice),
            )
        )
    )
    (again,) = {one.grouped_id for one in forwarded}
    assert again not in {None, grouped_id}
    await world.check(alice, bob)


@pytest.mark.parametrize(
    ("kinds", "refusal"),
    [
        (["photo", "document"], "MEDIA_GROUPED_INVALID"),
        (["music", "photo"], "MEDIA_GROUPED_INVALID"),
        (["music", "document"], "MEDIA_GROUPED_INVALID"),
        (["voice", "voice"], "MEDIA_INVALID"),
        (["photo"] * 11, "MULTI_MEDIA_TOO_LONG"),
    ],
)
async def test_what_does_not_go_together_is_refused(
    world: World, kinds: list[str], refusal: str
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    with pytest.raises(RpcError, match=refusal):
        await send_album(alice, bob, kinds)
    assert not await world.history(bob, alice.peer_id)


@pytest.mark.parametrize("kind", ["music", "document"])
async def test_music_and_documents_go_among_themselves(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    assert len({one.grouped_id for one in await send_album(alice, bob, [kind] * 2)}) == 1
    await world.check(alice, bob)


async def test_a_part_is_exchanged_for_what_goes_with_the_others(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    first, _ = await send_album(alice, room, ["photo", "photo"])
    with pytest.raises(RpcError, match="MEDIA_GROUPED_INVALID"):
        await edit(alice, room, first.id, "0", media=await file(alice, "document"))
    await edit(alice, room, first.id, "0", media=await file(alice, "video"))
    await world.check(alice, bob)


async def test_one_forbidden_part_lets_nothing_be_sent(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await forbid(alice, room, send_videos=True)
    with pytest.raises(RpcError, match="CHAT_SEND_VIDEOS_FORBIDDEN"):
        await send_album(bob, room, ["photo", "video"])
    assert await texts(world, alice, room) == []


async def test_slow_mode_takes_an_album_for_one_message(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(functions.channels.ToggleSlowMode(channel=alice.channel(room), seconds=30))
    album = await send_album(bob, room, ["photo", "photo"])
    with pytest.raises(RpcError, match="SLOWMODE_WAIT_30"):
        await bob.say(room, "and")
    world.wait(30)
    note = await bob.say(bob, "note")
    for ids in ([album[0].id, album[1].id], [note.id]):
        source = bob.peer(bob) if ids == [note.id] else bob.peer(room)
        request = functions.messages.ForwardMessages(
            from_peer=source,
            id=ids,
            random_id=[world.random_id() for _ in ids],
            to_peer=bob.peer(room),
        )
        first = sent(await bob.call(request))
        # Asking again after a lost answer is no second message.
        assert sent(await bob.call(request)) == first
        world.wait(30)
    two = [await bob.say(bob, text) for text in ("one", "two")]
    with pytest.raises(RpcError, match="SLOWMODE_MULTI_MSGS_DISABLED"):
        await bob.call(
            functions.messages.ForwardMessages(
                from_peer=bob.peer(bob),
                id=[one.id for one in two],
                random_id=[world.random_id() for _ in two],
                to_peer=bob.peer(room),
            )
        )
    await world.check(alice, bob)


async def test_an_album_that_waits_is_sent_as_one(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await send_album(alice, room, ["photo", "video"], schedule_date=world.app.now + 60)
    world.wait(61)
    await run_due(world.app)
    there = [m for m in await world.history(bob, room.peer_id) if isinstance(m, types.Message)]
    assert [one.message for one in there] == ["1", "0"]
    assert len({one.grouped_id for one in there}) == 1
    await world.check(alice, bob)
