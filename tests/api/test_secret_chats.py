from __future__ import annotations

import asyncio

import pytest

from hodhod.domain import srp
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.secret import (
    accept,
    ask,
    difference,
    download,
    finish,
    kinds,
    pushed,
    requested,
    shake_hands,
    states,
    upload_encrypted,
)
from tests.api.upload import read
from tests.api.world import Person, World

CONTENT = bytes(n % 251 for n in range(100_000))


async def couple(world: World) -> tuple[Person, Person]:
    return await world.user("Alice"), await world.user("Bob")


async def qts_of(person: Person) -> int:
    state = await person.call(functions.updates.GetState())
    assert isinstance(state, types.updates.State)
    return state.qts


# ── agreeing on a key ──────────────────────────────────────────────────────────────────────────


async def test_the_group_is_told_once_and_chance_each_time(world: World) -> None:
    alice = await world.user("Alice")
    config = await alice.call(functions.messages.GetDhConfig(version=0, random_length=256))
    assert isinstance(config, types.messages.DhConfig)
    assert (config.g, int.from_bytes(config.p, "big")) == (srp.G, srp.P)
    again = functions.messages.GetDhConfig(version=config.version, random_length=16)
    same = await alice.call(again)
    assert isinstance(same, types.messages.DhConfigNotModified)
    assert (len(config.random), len(same.random)) == (256, 16)
    other = await alice.call(again)
    assert isinstance(other, types.messages.DhConfigNotModified)
    assert other.random != same.random
    for length in (-1, 1025):
        with pytest.raises(RpcError, match="RANDOM_LENGTH_INVALID"):
            await alice.call(functions.messages.GetDhConfig(version=0, random_length=length))


async def test_two_devices_talk_and_nobody_else_can_read(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    assert hers.key == his.key
    await hers.say("سلام، چه خبر؟")
    await his.say("all well")
    await hers.say("layer", service=True)
    assert his.heard() == ["سلام، چه خبر؟", "layer"]
    assert hers.heard() == ["all well"]
    kept = [type(one).__name__ for one in pushed(bob)]
    assert kept == ["EncryptedMessage", "EncryptedMessageService"]
    assert all("سلام".encode() not in one.bytes for one in pushed(bob))
    await world.check(alice, bob)


async def test_all_devices_are_asked_and_one_has_the_chat(world: World) -> None:
    alice, bob = await couple(world)
    offer, waiting = await ask(alice, bob)
    assert isinstance(waiting, types.EncryptedChatWaiting)
    assert (waiting.admin_id, waiting.participant_id) == (alice.id, bob.id)
    for device in (bob, bob.other):
        seen = requested(device, offer.chat_id)
        assert (seen.admin_id, seen.participant_id, seen.g_a) == (alice.id, bob.id, offer.g_a)
    hers, his = None, await accept(bob.other, requested(bob.other, offer.chat_id))
    hers = finish(alice, offer, states(alice, offer.chat_id)[-1])
    assert states(bob, offer.chat_id)[-1] == types.EncryptedChatDiscarded(id=offer.chat_id)
    assert len(states(bob.other, offer.chat_id)) == 1
    await hers.say("for one device")
    assert his.heard() == ["for one device"]
    for stranger in (bob, alice.other, alice):
        assert pushed(stranger) == []
        assert await qts_of(stranger) == 2
        since = await difference(stranger, 2, date=world.app.now)
        assert not getattr(since, "new_encrypted_messages", ())
    assert not states(alice.other, offer.chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_ALREADY_ACCEPTED"):
        await accept(bob, requested_before(bob))


def requested_before(person: Person) -> types.EncryptedChatRequested:
    (chat,) = (
        one.chat
        for one in kinds(person, types.UpdateEncryption)
        if isinstance(one.chat, types.EncryptedChatRequested)
    )
    return chat


async def test_the_other_devices_may_not_speak_nor_leave(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    for talker, other in ((hers, alice.other), (his, bob.other)):
        talker.person = other
        with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
            await talker.say("not me")
    leave = functions.messages.DiscardEncryption(chat_id=hers.peer.chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_ID_INVALID"):
        await alice.other.call(leave)
    with pytest.raises(RpcError, match="ENCRYPTION_ALREADY_ACCEPTED"):
        await bob.other.call(leave)
    assert (pushed(alice), pushed(bob)) == ([], [])


async def test_asking_and_accepting_again_is_the_same_chat(world: World) -> None:
    alice, bob = await couple(world)
    offer, waiting = await ask(alice, bob)
    again = functions.messages.RequestEncryption(
        user_id=alice.user(bob), random_id=offer.chat_id, g_a=offer.g_a
    )
    assert await alice.call(again) == waiting
    assert len(states(bob, offer.chat_id)) == 1
    for other in (alice.other, bob):
        with pytest.raises(RpcError, match="RANDOM_ID_DUPLICATE"):
            await ask(other, bob if other is not bob else alice, offer.chat_id)
    his = await accept(bob, requested(bob, offer.chat_id))
    opened = states(alice, offer.chat_id)[-1]
    assert isinstance(opened, types.EncryptedChat)
    repeated = await bob.call(
        functions.messages.AcceptEncryption(
            peer=his.peer, g_b=opened.g_a_or_b, key_fingerprint=opened.key_fingerprint
        )
    )
    assert isinstance(repeated, types.EncryptedChat)
    assert repeated.g_a_or_b == offer.g_a
    assert len(states(alice, offer.chat_id)) == 1
    assert await alice.call(again) == opened


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x01",
        (srp.P - 1).to_bytes(256, "big"),
        ((1 << 1984) - 1).to_bytes(256, "big"),
        (srp.P - (1 << 1983)).to_bytes(256, "big"),
        bytes(1) + (srp.P // 2).to_bytes(256, "big"),
    ],
    ids=["empty", "one", "minus one", "small", "large", "long"],
)
async def test_public_values_that_clients_would_refuse_are_refused(
    world: World, value: bytes
) -> None:
    alice, bob = await couple(world)
    with pytest.raises(RpcError, match="DH_G_A_INVALID"):
        await alice.call(
            functions.messages.RequestEncryption(
                user_id=alice.user(bob), random_id=world.random_id(), g_a=value
            )
        )
    assert kinds(bob, types.UpdateEncryption) == []
    offer, _ = await ask(alice, bob)
    chat = requested(bob, offer.chat_id)
    peer = types.InputEncryptedChat(chat_id=chat.id, access_hash=chat.access_hash)
    with pytest.raises(RpcError, match="DH_G_A_INVALID"):
        await bob.call(functions.messages.AcceptEncryption(peer=peer, g_b=value, key_fingerprint=1))
    assert states(alice, offer.chat_id) == []


async def test_a_chat_is_not_reached_by_a_guess(world: World) -> None:
    alice, bob = await couple(world)
    mallory = await world.user("Mallory")
    offer, _ = await ask(alice, bob)
    chat = requested(bob, offer.chat_id)
    g_b = (srp.P // 2).to_bytes(256, "big")
    good = types.InputEncryptedChat(chat_id=chat.id, access_hash=chat.access_hash)
    wrong = types.InputEncryptedChat(chat_id=chat.id, access_hash=chat.access_hash ^ 1)
    for person, peer in ((bob, wrong), (mallory, good), (alice, good)):
        with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
            await person.call(
                functions.messages.AcceptEncryption(peer=peer, g_b=g_b, key_fingerprint=1)
            )
    with pytest.raises(RpcError, match="DATA_INVALID"):
        await bob.call(functions.messages.AcceptEncryption(peer=good, g_b=g_b, key_fingerprint=0))
    for chat_id, error in ((0, "CHAT_ID_EMPTY"), (offer.chat_id, "ENCRYPTION_ID_INVALID")):
        with pytest.raises(RpcError, match=error):
            await mallory.call(functions.messages.DiscardEncryption(chat_id=chat_id))
    assert states(alice, offer.chat_id) == []


async def test_nobody_asks_themselves_nor_under_no_number(world: World) -> None:
    alice, bob = await couple(world)
    g_a = (srp.P // 2).to_bytes(256, "big")
    for user, number, error in (
        (types.InputUserSelf(), 5, "USER_ID_INVALID"),
        (types.InputUser(user_id=bob.id, access_hash=1), 5, "USER_ID_INVALID"),
        (alice.user(bob), 0, "RANDOM_ID_EMPTY"),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.messages.RequestEncryption(user_id=user, random_id=number, g_a=g_a)
            )


async def test_who_is_blocked_neither_asks_nor_speaks(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    await bob.call(functions.contacts.Block(id=bob.peer(alice)))
    with pytest.raises(RpcError, match="403 USER_IS_BLOCKED"):
        await hers.say("please")
    with pytest.raises(RpcError, match="USER_IS_BLOCKED"):
        await ask(alice, bob)
    with pytest.raises(RpcError, match="YOU_BLOCKED_USER"):
        await his.say("no")
    await his.say("resend", service=True)
    await alice.call(functions.messages.SetEncryptedTyping(peer=hers.peer, typing=True))
    assert (his.heard(), hers.heard()) == ([], ["resend"])
    assert kinds(bob, types.UpdateEncryptedChatTyping) == []


# ── talking ────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_sent_again_is_one(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    sent = await hers.say("once", 77)
    world.wait(5)
    assert await hers.say("once", 77) == sent
    assert his.heard() == ["once"]
    assert await bob.call(functions.messages.ReceivedQueue(max_qts=3)) == [77]
    assert await hers.say("once", 77) == sent
    assert his.heard() == ["once"]
    assert await qts_of(bob) == 3


async def test_numbers_have_no_holes_when_many_speak_at_once(world: World) -> None:
    alice, bob = await couple(world)
    carol = await world.user("Carol")
    hers, _ = await shake_hands(alice, bob)
    third, _ = await shake_hands(carol, bob)
    await asyncio.gather(*(end.say(f"{n}") for n in range(10) for end in (hers, third)))
    updates = kinds(bob, types.UpdateNewEncryptedMessage)
    assert sorted(one.qts for one in updates) == list(range(3, 23))
    assert await qts_of(bob) == 22
    assert await qts_of(alice) == 2


async def test_a_device_that_was_away_gets_everything_until_it_says_so(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    for n in range(5):
        await hers.say(f"{n}")
    for _ in range(2):
        since = await difference(bob, 2)
        assert isinstance(since, types.updates.Difference)
        assert his.read(list(since.new_encrypted_messages)) == [b"0", b"1", b"2", b"3", b"4"]
        assert since.state.qts == 7
    since = await difference(bob, 5)
    assert isinstance(since, types.updates.Difference)
    assert his.read(list(since.new_encrypted_messages)) == [b"3", b"4"]
    # It has 3 to 5 now, whatever it asks for.
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.Difference)
    assert his.read(list(since.new_encrypted_messages)) == [b"3", b"4"]
    world.wait(3600)
    assert isinstance(await difference(bob, 7), types.updates.DifferenceEmpty)


async def test_a_long_absence_is_made_up_for_in_slices(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    for n in range(7):
        await hers.say(f"{n}")
    qts, texts = 2, list[bytes]()
    while True:
        since = await difference(bob, qts, limit=3)
        assert isinstance(since, types.updates.Difference | types.updates.DifferenceSlice)
        texts += his.read(list(since.new_encrypted_messages))
        if isinstance(since, types.updates.Difference):
            break
        assert since.intermediate_state.qts == qts + 3
        qts = since.intermediate_state.qts
    assert texts == [str(n).encode() for n in range(7)]
    assert since.state.qts == 9


async def test_a_slice_is_bounded_in_bytes(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    for _ in range(6):
        await hers.say("x" * 120_000)
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.DifferenceSlice)
    assert len(since.new_encrypted_messages) == 4
    assert since.intermediate_state.qts == 6


async def test_what_a_device_has_is_named_and_nothing_further(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    for random_id in (11, 12, 13):
        await hers.say("x", random_id)
    for qts in (-1, 6):
        with pytest.raises(RpcError, match="MAX_QTS_INVALID"):
            await bob.call(functions.messages.ReceivedQueue(max_qts=qts))
    assert await bob.call(functions.messages.ReceivedQueue(max_qts=4)) == [11, 12]
    assert await bob.call(functions.messages.ReceivedQueue(max_qts=4)) == []
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.Difference)
    assert [one.random_id for one in since.new_encrypted_messages] == [13]


async def test_messages_have_bounds(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    for random_id, data, error in (
        (5, bytes(128 * 1024 + 1), "DATA_TOO_LONG"),
        (5, b"", "DATA_INVALID"),
        (0, bytes(64), "RANDOM_ID_EMPTY"),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.messages.SendEncrypted(peer=hers.peer, random_id=random_id, data=data)
            )
    _, waiting = await ask(alice, bob)
    assert isinstance(waiting, types.EncryptedChatWaiting)
    early = types.InputEncryptedChat(chat_id=waiting.id, access_hash=waiting.access_hash)
    with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
        await alice.call(functions.messages.SendEncrypted(peer=early, random_id=5, data=bytes(64)))
    assert pushed(bob) == []


async def test_a_device_that_never_comes_is_not_filled_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hodhod.store.secret_queue.MOST_WAITING", 3)
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    for n in range(3):
        await hers.say(f"{n}")
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await hers.say("3")
    await bob.call(functions.messages.ReceivedQueue(max_qts=4))
    await hers.say("4")
    assert his.heard() == ["0", "1", "2", "4"]


async def test_files_go_both_ways(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    for sender, receiver in ((hers, his), (his, hers)):
        file, secret = await sender.send_file(CONTENT, "a file")
        message = pushed(receiver.person)[-1]
        assert isinstance(message, types.EncryptedMessage)
        assert message.file == file
        told = receiver.decrypt(message.bytes)
        assert told == secret + b"a file"
        got = await download(receiver.person, message.file, told[:64])
        assert got[: len(CONTENT)] == CONTENT
        assert await download(sender.person, file, secret) == got


async def test_a_file_is_sent_again_without_being_sent_up(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    secret, uploaded = await upload_encrypted(alice, CONTENT)
    made = await alice.call(functions.messages.UploadEncryptedFile(peer=hers.peer, file=uploaded))
    assert isinstance(made, types.EncryptedFile)
    assert made.key_fingerprint == uploaded.key_fingerprint
    named = types.InputEncryptedFile(id=made.id, access_hash=made.access_hash)
    send = functions.messages.SendEncryptedFile(
        peer=hers.peer, random_id=99, data=hers.encrypt(secret), file=named
    )
    first = await alice.call(send)
    world.wait(2)
    assert await alice.call(send) == first
    (message,) = pushed(bob)
    assert isinstance(message, types.EncryptedMessage)
    assert message.file == made
    assert (await download(bob, message.file, secret))[: len(CONTENT)] == CONTENT
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.Difference)
    assert list(since.new_encrypted_messages) == [message]


async def test_an_encrypted_file_is_not_reached_by_a_guess(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    file, _ = await hers.send_file(CONTENT, "")
    location = types.InputEncryptedFileLocation(id=file.id, access_hash=file.access_hash ^ 1)
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(bob, location)
    for given, error in (
        (types.InputEncryptedFile(id=file.id, access_hash=1), "FILE_ID_INVALID"),
        (types.InputEncryptedFileEmpty(), "FILE_EMTPY"),
        (
            types.InputEncryptedFileUploaded(id=1, parts=1, md5_checksum="", key_fingerprint=0),
            "FILE_PART_0_MISSING",
        ),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.messages.SendEncryptedFile(
                    peer=hers.peer, random_id=5, data=bytes(64), file=given
                )
            )


async def test_typing_and_reading_are_told_to_the_one_device(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    sent = await hers.say("read me")
    for typing in (True, False):
        await bob.call(functions.messages.SetEncryptedTyping(peer=his.peer, typing=typing))
    world.wait(100)
    for until in (sent, sent - 10):
        await bob.call(functions.messages.ReadEncryptedHistory(peer=his.peer, max_date=until))
    chat_id = hers.peer.chat_id
    seen = types.UpdateEncryptedMessagesRead(chat_id=chat_id, max_date=sent, date=sent + 100)
    assert kinds(alice, types.UpdateEncryptedMessagesRead) == [seen]
    assert kinds(alice, types.UpdateEncryptedChatTyping) == [
        types.UpdateEncryptedChatTyping(chat_id=chat_id)
    ]
    assert kinds(alice.other, types.UpdateEncryptedMessagesRead) == []
    # And to a device that was away.
    since = await difference(alice, 2, date=sent + 60)
    assert isinstance(since, types.updates.Difference)
    assert seen in since.other_updates
    with pytest.raises(RpcError, match="MAX_DATE_INVALID"):
        await bob.call(functions.messages.ReadEncryptedHistory(peer=his.peer, max_date=0))


# ── changes while away, and the end ────────────────────────────────────────────────────────────


async def test_a_device_that_was_away_learns_what_became_of_its_chats(world: World) -> None:
    alice, bob = await couple(world)
    left = world.app.now
    world.wait(1000)
    offer, _ = await ask(alice, bob)
    told = await states_since(bob, left)
    assert told == [requested(bob, offer.chat_id)]
    assert await states_since(bob.other, left) == told
    await accept(bob, requested(bob, offer.chat_id))
    assert await states_since(alice, left) == [states(alice, offer.chat_id)[-1]]
    assert await states_since(alice.other, left) == []
    assert await states_since(bob.other, left) == [types.EncryptedChatDiscarded(id=offer.chat_id)]
    world.wait(1000)
    await bob.call(functions.messages.DiscardEncryption(chat_id=offer.chat_id))
    over = [types.EncryptedChatDiscarded(id=offer.chat_id)]
    assert await states_since(alice, left) == over
    world.wait(1000)
    assert await states_since(alice, world.app.now) == []


async def states_since(person: Person, date: int) -> list[types.TypeEncryptedChat]:
    """What a difference tells of the states of chats, with the people in it."""
    since = await difference(person, 2, date=date)
    if isinstance(since, types.updates.DifferenceEmpty):
        return []
    found = [one.chat for one in since.other_updates if isinstance(one, types.UpdateEncryption)]
    described = {one.id for one in since.users}
    for chat in found:
        if not isinstance(chat, types.EncryptedChatDiscarded | types.EncryptedChatEmpty):
            assert {chat.admin_id, chat.participant_id} <= described
    return found


@pytest.mark.parametrize("delete", [False, True])
async def test_who_leaves_ends_the_chat_for_both(world: World, *, delete: bool) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    await hers.say("too late?")
    chat_id = hers.peer.chat_id
    leave = functions.messages.DiscardEncryption(chat_id=chat_id, delete_history=delete)
    assert await alice.call(leave) is True
    over = types.EncryptedChatDiscarded(id=chat_id, history_deleted=delete)
    assert states(bob, chat_id)[-1] == over
    assert len(states(alice, chat_id)) == 1
    for talker in (hers, his):
        with pytest.raises(RpcError, match="ENCRYPTION_DECLINED"):
            await talker.say("hello?")
        with pytest.raises(RpcError, match="ENCRYPTION_ALREADY_DECLINED"):
            await talker.person.call(leave)
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.Difference)
    assert len(since.new_encrypted_messages) == (0 if delete else 1)
    assert since.state.qts == 3


async def test_a_chat_is_declined_on_all_devices(world: World) -> None:
    alice, bob = await couple(world)
    offer, _ = await ask(alice, bob)
    asked = requested(bob, offer.chat_id)
    await bob.call(functions.messages.DiscardEncryption(chat_id=offer.chat_id))
    over = types.EncryptedChatDiscarded(id=offer.chat_id)
    assert states(alice, offer.chat_id) == [over]
    assert states(bob.other, offer.chat_id)[-1] == over
    with pytest.raises(RpcError, match="ENCRYPTION_ALREADY_DECLINED"):
        await accept(bob.other, asked)


async def test_a_request_is_taken_back_on_all_devices(world: World) -> None:
    alice, bob = await couple(world)
    offer, _ = await ask(alice, bob)
    await alice.call(functions.messages.DiscardEncryption(chat_id=offer.chat_id))
    for device in (bob, bob.other):
        assert states(device, offer.chat_id)[-1] == types.EncryptedChatDiscarded(id=offer.chat_id)


async def test_the_chats_of_a_device_end_with_its_login(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    elsewhere, kept = await shake_hands(alice.other, bob)
    await his.say("waits in vain")
    await alice.call(functions.auth.LogOut())
    chat_id = hers.peer.chat_id
    assert states(bob, chat_id)[-1] == types.EncryptedChatDiscarded(id=chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_DECLINED"):
        await his.say("hello?")
    assert await qts_of(alice) == 2
    await kept.say("still here")
    assert elsewhere.heard() == ["still here"]
    await bob.call(functions.account.ResetAuthorization(hash=bob.other.caller.auth_key_id))
    await elsewhere.say("and you")
    assert kept.heard() == ["and you"]


async def test_a_reset_device_loses_its_chats(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    await bob.other.call(functions.account.ResetAuthorization(hash=bob.caller.auth_key_id))
    chat_id = hers.peer.chat_id
    assert states(alice, chat_id)[-1] == types.EncryptedChatDiscarded(id=chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_DECLINED"):
        await hers.say("hello?")


async def test_spam_is_reported_by_who_was_asked(world: World) -> None:
    alice, bob = await couple(world)
    _, waiting = await ask(alice, bob)
    assert isinstance(waiting, types.EncryptedChatWaiting)
    asked = requested(bob, waiting.id)
    report = functions.messages.ReportEncryptedSpam
    peer = types.InputEncryptedChat(chat_id=asked.id, access_hash=asked.access_hash)
    assert await bob.call(report(peer=peer)) is True
    with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
        await alice.call(report(peer=peer))
