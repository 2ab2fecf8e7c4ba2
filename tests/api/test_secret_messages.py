from __future__ import annotations

import asyncio

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.secret import (
    ask,
    couple,
    difference,
    download,
    kinds,
    pushed,
    qts_of,
    shake_hands,
    upload_encrypted,
)
from tests.api.upload import read
from tests.api.world import World

CONTENT = bytes(n % 251 for n in range(100_000))


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
