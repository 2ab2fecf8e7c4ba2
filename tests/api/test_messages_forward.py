from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.album import send_album
from tests.api.upload import upload
from tests.api.world import Person, World, sent
from tests.blobs.pictures import picture


async def forward(
    person: Person, source: Person, target: Person, ids: list[int], **more: object
) -> list[types.Message]:
    answer = await person.call(
        functions.messages.ForwardMessages(
            from_peer=person.peer(source),
            id=ids,
            random_id=[person.world.random_id() for _ in ids],
            to_peer=person.peer(target),
            **more,  # type: ignore[arg-type]
        )
    )
    return sent(answer)


async def test_a_forward_names_its_author(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    first, second = await alice.say(bob, "one"), await alice.say(bob, "two")
    copies = await forward(alice, bob, carol, [first.id, second.id])
    assert [copy.message for copy in copies] == ["one", "two"]
    header = copies[0].fwd_from
    assert isinstance(header, types.MessageFwdHeader)
    assert header.from_id == types.PeerUser(user_id=alice.id)
    await world.check(alice, bob, carol)


async def test_whoever_hides_is_named_only(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyForwards(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    await bob.say(alice, "secret")
    (message,) = await world.history(alice, bob.peer_id)
    (copy,) = await forward(alice, bob, carol, [message.id])
    assert isinstance(copy.fwd_from, types.MessageFwdHeader)
    assert (copy.fwd_from.from_id, copy.fwd_from.from_name) == (None, "Bob")
    await world.check(alice, bob, carol)


async def test_without_an_author_it_is_ones_own(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(alice, "note")
    (copy,) = await forward(alice, alice, bob, [message.id], drop_author=True)
    assert copy.fwd_from is None
    await world.check(alice, bob)


async def test_saved_messages_know_where_they_came_from(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "keep this")
    (message,) = await world.history(alice, bob.peer_id)
    await alice.say(alice, "own note")
    (copy,) = await forward(alice, bob, alice, [message.id])
    assert isinstance(copy.fwd_from, types.MessageFwdHeader)
    assert copy.fwd_from.saved_from_msg_id == message.id
    assert copy.saved_peer_id == types.PeerUser(user_id=bob.id)
    dialogs = await alice.call(
        functions.messages.GetSavedDialogs(
            offset_date=0, offset_id=0, offset_peer=types.InputPeerEmpty(), limit=10, hash=0
        )
    )
    assert isinstance(dialogs, types.messages.SavedDialogs)
    assert [one.peer for one in dialogs.dialogs if isinstance(one, types.SavedDialog)] == [
        types.PeerUser(user_id=bob.id),
        types.PeerUser(user_id=alice.id),
    ]
    history = await alice.call(
        functions.messages.GetSavedHistory(
            peer=alice.peer(bob),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=10,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(history, types.messages.Messages)
    assert [one.id for one in history.messages] == [copy.id]
    dialog = types.InputDialogPeer(peer=alice.peer(bob))
    await alice.call(functions.messages.ToggleSavedDialogPin(peer=dialog, pinned=True))
    pinned = await alice.call(functions.messages.GetPinnedSavedDialogs())
    assert isinstance(pinned, types.messages.SavedDialogs)
    assert len(pinned.dialogs) == 1
    gone = await alice.call(functions.messages.DeleteSavedHistory(peer=alice.peer(bob), max_id=0))
    assert isinstance(gone, types.messages.AffectedHistory)
    assert (gone.pts_count, gone.offset) == (1, 0)
    await world.check(alice)


async def test_protected_messages_stay(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "not further", noforwards=True)
    with pytest.raises(RpcError, match="CHAT_FORWARDS_RESTRICTED"):
        await forward(alice, bob, alice, [message.id])


async def test_forwarding_again_with_the_same_numbers_sends_nothing(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(alice, "once")
    request = functions.messages.ForwardMessages(
        from_peer=alice.peer(alice), id=[message.id], random_id=[991], to_peer=alice.peer(bob)
    )
    first, again = sent(await alice.call(request)), sent(await alice.call(request))
    assert first == again
    assert len(await world.history(bob, alice.peer_id)) == 1


async def test_an_album_stays_together(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    messages = await send_album(alice, bob, ["photo"] * 3)
    assert len({message.grouped_id for message in messages}) == 1
    assert messages[0].grouped_id
    copies = await forward(alice, bob, alice, [message.id for message in messages])
    assert len({copy.grouped_id for copy in copies}) == 1
    assert copies[0].grouped_id != messages[0].grouped_id
    (found,) = await bob.find(alice, types.InputMessagesFilterPhotos(), words="1")
    assert found.message == "1"
    await world.check(alice, bob)


async def test_who_forwarded_what_was_saved_is_known(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    first = await alice.say(bob, "news")
    (there,) = await world.history(bob, alice.peer_id)
    world.wait(60)
    await forward(bob, alice, carol, [there.id])
    (again,) = await world.history(carol, bob.peer_id)
    world.wait(60)
    (saved,) = await forward(carol, bob, carol, [again.id])
    header = saved.fwd_from
    assert isinstance(header, types.MessageFwdHeader)
    assert header.from_id == types.PeerUser(user_id=alice.id)
    assert header.saved_from_id == header.saved_from_peer == types.PeerUser(user_id=bob.id)
    assert (header.date, header.saved_date) == (first.date, again.date)
    assert not header.saved_out
    await world.check(alice, bob, carol)


async def test_a_signed_post_is_forwarded_as_its_channels(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await alice.call(
        functions.channels.ToggleSignatures(
            channel=alice.channel(room), signatures_enabled=True, profiles_enabled=True
        )
    )
    post = await alice.say(room, "news")
    answer = await bob.call(
        functions.messages.ForwardMessages(
            from_peer=bob.peer(room),
            id=[post.id],
            random_id=[world.random_id()],
            to_peer=bob.peer(alice),
        )
    )
    header = sent(answer)[0].fwd_from
    assert isinstance(header, types.MessageFwdHeader)
    assert header.from_id == types.PeerChannel(channel_id=bare_id(room.peer_id))
    assert (header.channel_post, header.post_author) == (post.id, "Alice")
    await world.check(alice, bob)


async def test_what_is_shown_once_stays_also_where_messages_delete_themselves(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(functions.messages.SetHistoryTTL(peer=alice.peer(bob), period=86_400))
    (message,) = sent(
        await alice.call(
            functions.messages.SendMedia(
                peer=alice.peer(bob),
                media=types.InputMediaUploadedPhoto(
                    file=await upload(alice, picture(64, 64)), ttl_seconds=10
                ),
                message="",
                random_id=world.random_id(),
            )
        )
    )
    with pytest.raises(RpcError, match="CHAT_FORWARDS_RESTRICTED"):
        await forward(alice, bob, alice, [message.id])
