from __future__ import annotations

import pytest

from hodhod.actions.secret_chats.ending import end_orphans, forget_over
from hodhod.domain import srp
from hodhod.domain.errors import RpcError
from hodhod.store.reports import reports_after
from hodhod.tl import functions, types
from tests.api.secret import (
    accept,
    ask,
    couple,
    difference,
    finish,
    kinds,
    pushed,
    qts_of,
    requested,
    shake_hands,
    states,
)
from tests.api.world import Person, World

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


async def test_a_device_that_wants_no_secret_chats_is_not_asked(world: World) -> None:
    alice, bob = await couple(world)
    left = world.app.now
    await bob.call(
        functions.account.ChangeAuthorizationSettings(
            hash=bob.other.caller.auth_key_id, encrypted_requests_disabled=True
        )
    )
    offer, _ = await ask(alice, bob)
    assert states(bob, offer.chat_id) == await states_since(bob, left) != []
    assert states(bob.other, offer.chat_id) == await states_since(bob.other, left) == []


async def test_what_strangers_ask_for_may_go_to_the_archive(world: World) -> None:
    alice, bob = await couple(world)
    offer, _ = await ask(alice, bob)
    assert requested(bob, offer.chat_id).folder_id is None
    await bob.call(
        functions.account.SetGlobalPrivacySettings(
            settings=types.GlobalPrivacySettings(archive_and_mute_new_noncontact_peers=True)
        )
    )
    offer, _ = await ask(alice, bob)
    assert requested(bob, offer.chat_id).folder_id == 1
    assert requested(bob, offer.chat_id) in await states_since(bob.other, world.app.now)


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


async def test_a_deleted_account_leaves_its_chats(world: World) -> None:
    alice, bob = await couple(world)
    hers, _ = await shake_hands(alice, bob)
    offer, _ = await ask(alice.other, bob)
    await bob.call(functions.account.DeleteAccount(reason=""))
    for device, chat_id in ((alice, hers.peer.chat_id), (alice.other, offer.chat_id)):
        assert states(device, chat_id)[-1] == types.EncryptedChatDiscarded(id=chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_DECLINED"):
        await hers.say("hello?")


async def test_spam_is_reported_to_the_operator(world: World) -> None:
    alice, bob = await couple(world)
    offer, _ = await ask(alice, bob)
    asked = requested(bob, offer.chat_id)
    report = functions.messages.ReportEncryptedSpam
    peer = types.InputEncryptedChat(chat_id=asked.id, access_hash=asked.access_hash)
    with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
        await alice.call(report(peer=peer))
    assert await bob.call(report(peer=peer)) is True
    found = await reports_after(world.app.store.main, 0)
    assert [(one.reporter_id, one.peer_id, one.reason) for one in found] == [
        (bob.id, alice.peer_id, "spam")
    ]


# ── what is done without anybody asking ────────────────────────────────────────────────────────


async def test_the_chats_of_a_destroyed_key_end_by_themselves(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    kept, _ = await shake_hands(alice.other, bob)
    await world.app.store.authorizations.deauthorize([alice.caller.auth_key_id])
    assert await end_orphans(world.app) == 1
    assert await end_orphans(world.app) == 0
    chat_id = hers.peer.chat_id
    assert states(bob, chat_id)[-1] == types.EncryptedChatDiscarded(id=chat_id)
    with pytest.raises(RpcError, match="ENCRYPTION_DECLINED"):
        await his.say("hello?")
    await kept.say("still here")


async def test_what_is_over_is_forgotten_in_time(world: World) -> None:
    alice, bob = await couple(world)
    hers, his = await shake_hands(alice, bob)
    await hers.say("taken", 41)
    await hers.say("waits", 42)
    await bob.call(functions.messages.ReceivedQueue(max_qts=3))
    world.wait(86_401)
    await forget_over(world.app)
    since = await difference(bob, 2)
    assert isinstance(since, types.updates.Difference)
    assert his.read(list(since.new_encrypted_messages)) == [b"waits"]
    leave = functions.messages.DiscardEncryption(chat_id=hers.peer.chat_id)
    await alice.call(leave)
    world.wait(31 * 86_400)
    await forget_over(world.app)
    with pytest.raises(RpcError, match="ENCRYPTION_ID_INVALID"):
        await bob.call(leave)
