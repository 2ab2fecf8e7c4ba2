from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World


@pytest.fixture
async def alice(world: World) -> Person:
    return await world.user("Alice")


@pytest.fixture
async def bob(world: World) -> Person:
    return await world.user("Bob")


async def test_an_edit_reaches_both_sides(world: World, alice: Person, bob: Person) -> None:
    message = await alice.say(bob, "helo")
    await world.check(alice, bob)
    answer = await alice.call(
        functions.messages.EditMessage(peer=alice.peer(bob), id=message.id, message="hello")
    )
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateEditMessage)
    assert isinstance(update.message, types.Message)
    assert (update.message.message, update.message.edit_date) == ("hello", world.app.now)
    assert len(bob.saw(types.UpdateEditMessage)) == 1
    await world.check(alice, bob)


async def test_an_edit_without_a_change_is_refused(
    world: World, alice: Person, bob: Person
) -> None:
    message = await alice.say(bob, "same")
    edit = functions.messages.EditMessage(peer=alice.peer(bob), id=message.id, message="same")
    with pytest.raises(RpcError, match="MESSAGE_NOT_MODIFIED"):
        await alice.call(edit)


async def test_only_the_author_edits_and_only_for_a_while(
    world: World, alice: Person, bob: Person
) -> None:
    message = await alice.say(bob, "mine")
    (theirs,) = await world.history(bob, alice.peer_id)
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await bob.call(
            functions.messages.EditMessage(peer=bob.peer(alice), id=theirs.id, message="not")
        )
    world.wait(world.app.policy.edit_time_s + 1)
    with pytest.raises(RpcError, match="MESSAGE_EDIT_TIME_EXPIRED"):
        await alice.call(
            functions.messages.EditMessage(peer=alice.peer(bob), id=message.id, message="late")
        )


async def test_deleting_for_oneself_leaves_the_other_copy(
    world: World, alice: Person, bob: Person
) -> None:
    message = await alice.say(bob, "oops")
    await alice.say(bob, "kept")
    await world.check(alice, bob)
    answer = await alice.call(functions.messages.DeleteMessages(id=[message.id]))
    assert isinstance(answer, types.messages.AffectedMessages)
    assert answer.pts_count == 1
    assert not bob.saw(types.UpdateDeleteMessages)
    await world.check(alice, bob)
    assert len(await world.history(bob, alice.peer_id)) == 2


async def test_revoking_deletes_everywhere(world: World, alice: Person, bob: Person) -> None:
    first, second = await alice.say(bob, "one"), await alice.say(bob, "two")
    await alice.call(functions.messages.DeleteMessages(id=[first.id, second.id], revoke=True))
    assert len(bob.saw(types.UpdateDeleteMessages)) == 1
    assert not alice.saw(types.UpdateDeleteMessages)
    assert alice.other.saw(types.UpdateDeleteMessages)
    await world.check(alice, bob)
    assert not await world.history(bob, alice.peer_id)


@pytest.mark.parametrize("revoke", [False, True])
async def test_a_chat_is_cleared(world: World, alice: Person, bob: Person, *, revoke: bool) -> None:
    for text in ("one", "two", "three"):
        await alice.say(bob, text)
    await bob.say(alice, "four")
    answer = await alice.call(
        functions.messages.DeleteHistory(peer=alice.peer(bob), max_id=0, revoke=revoke)
    )
    assert isinstance(answer, types.messages.AffectedHistory)
    assert (answer.pts_count, answer.offset) == (4, 0)
    await world.check(alice, bob)
    assert len(await world.history(bob, alice.peer_id)) == (0 if revoke else 4)


async def test_reading_tells_the_sender(world: World, alice: Person, bob: Person) -> None:
    message = await alice.say(bob, "read me")
    await alice.say(bob, "me too")
    (_, theirs) = await world.history(bob, alice.peer_id)
    answer = await bob.call(functions.messages.ReadHistory(peer=bob.peer(alice), max_id=theirs.id))
    assert isinstance(answer, types.messages.AffectedMessages)
    assert answer.pts_count == 1
    (own,) = bob.other.saw(types.UpdateReadHistoryInbox)
    assert isinstance(own, types.UpdateReadHistoryInbox)
    assert own.still_unread_count == 1
    (told,) = alice.saw(types.UpdateReadHistoryOutbox)
    assert isinstance(told, types.UpdateReadHistoryOutbox)
    assert told.max_id == message.id
    again = await bob.call(functions.messages.ReadHistory(peer=bob.peer(alice), max_id=theirs.id))
    assert isinstance(again, types.messages.AffectedMessages)
    assert again.pts_count == 0
    date = await alice.call(
        functions.messages.GetOutboxReadDate(peer=alice.peer(bob), msg_id=message.id)
    )
    assert date == types.OutboxReadDate(date=world.app.now)
    await world.check(alice, bob)


async def test_typing_is_heard_unless_blocked(world: World, alice: Person, bob: Person) -> None:
    typing = functions.messages.SetTyping(
        peer=alice.peer(bob), action=types.SendMessageTypingAction()
    )
    assert await alice.call(typing) is True
    assert len(bob.saw(types.UpdateUserTyping)) == 1
    await bob.call(functions.contacts.Block(id=bob.peer(alice)))
    assert await alice.call(typing) is True
    assert len(bob.saw(types.UpdateUserTyping)) == 1


async def test_drafts_are_on_all_devices_until_sent(
    world: World, alice: Person, bob: Person
) -> None:
    await alice.say(bob, "hi")
    await alice.call(functions.messages.SaveDraft(peer=alice.peer(bob), message="how a"))
    assert len(alice.other.saw(types.UpdateDraftMessage)) == 1
    assert not alice.saw(types.UpdateDraftMessage)
    drafts = await alice.call(functions.messages.GetAllDrafts())
    assert isinstance(drafts, types.Updates)
    assert len(drafts.updates) == 1
    await world.check(alice, bob)
    await alice.say(bob, "how are you", clear_draft=True)
    await world.check(alice, bob)
    drafts = await alice.call(functions.messages.GetAllDrafts())
    assert isinstance(drafts, types.Updates)
    assert not drafts.updates


async def test_all_drafts_are_cleared(world: World, alice: Person, bob: Person) -> None:
    await alice.say(bob, "hi")
    await alice.call(functions.messages.SaveDraft(peer=alice.peer(bob), message="a"))
    await alice.call(functions.messages.ClearAllDrafts())
    await world.check(alice)


async def test_dialogs_are_pinned_ordered_archived_and_marked(
    world: World, alice: Person, bob: Person
) -> None:
    carol = await world.user("Carol")
    await alice.say(bob, "hi")
    await alice.say(carol, "hi")
    for who in (bob, carol):
        dialog = types.InputDialogPeer(peer=alice.peer(who))
        await alice.call(functions.messages.ToggleDialogPin(peer=dialog, pinned=True))
    await world.check(alice)
    order = [types.InputDialogPeer(peer=alice.peer(who)) for who in (bob, carol)]
    await alice.call(functions.messages.ReorderPinnedDialogs(folder_id=0, order=order, force=True))
    await world.check(alice)
    answer = await alice.call(
        functions.folders.EditPeerFolders(
            folder_peers=[types.InputFolderPeer(peer=alice.peer(bob), folder_id=1)]
        )
    )
    assert isinstance(answer, types.Updates)
    await world.check(alice)
    await alice.call(functions.messages.MarkDialogUnread(peer=order[1], unread=True))
    await world.check(alice)
    marks = await alice.call(functions.messages.GetDialogUnreadMarks())
    assert marks == [types.DialogPeer(peer=types.PeerUser(user_id=carol.id))]


async def test_too_many_pinned_dialogs_are_refused(world: World, alice: Person) -> None:
    for number in range(world.app.policy.pinned_dialogs + 1):
        friend = await world.user(f"Friend {number}")
        await alice.say(friend, "hi")
        dialog = types.InputDialogPeer(peer=alice.peer(friend))
        pin = functions.messages.ToggleDialogPin(peer=dialog, pinned=True)
        if number < world.app.policy.pinned_dialogs:
            await alice.call(pin)
        else:
            with pytest.raises(RpcError, match="PINNED_DIALOGS_TOO_MUCH"):
                await alice.call(pin)


async def test_messages_are_pinned_for_both_and_let_go(
    world: World, alice: Person, bob: Person
) -> None:
    message = await alice.say(bob, "important")
    answer = await alice.call(
        functions.messages.UpdatePinnedMessage(peer=alice.peer(bob), id=message.id)
    )
    assert isinstance(answer, types.Updates)
    assert [type(one) for one in answer.updates] == [
        types.UpdatePinnedMessages,
        types.UpdateNewMessage,
    ]
    await world.check(alice, bob)
    (found,) = await bob.find(alice, types.InputMessagesFilterPinned())
    assert found.message == "important"
    gone = await bob.call(functions.messages.UnpinAllMessages(peer=bob.peer(alice)))
    assert isinstance(gone, types.messages.AffectedHistory)
    assert gone.pts_count == 1
    await world.check(alice, bob)
    assert not await alice.find(bob, types.InputMessagesFilterPinned())


async def test_a_pin_for_oneself_is_not_told(world: World, alice: Person, bob: Person) -> None:
    message = await alice.say(bob, "note")
    await world.check(alice, bob)
    await alice.call(
        functions.messages.UpdatePinnedMessage(peer=alice.peer(bob), id=message.id, pm_oneside=True)
    )
    assert not bob.pushed
    await world.check(alice, bob)


async def test_messages_delete_themselves_after_the_period_of_the_chat(
    world: World, alice: Person, bob: Person
) -> None:
    from hodhod.actions.messages.due import run_due

    await alice.call(functions.messages.SetHistoryTTL(peer=alice.peer(bob), period=60))
    message = await bob.say(alice, "for a minute")
    assert message.ttl_period == 60
    await world.check(alice, bob)
    world.wait(61)
    await run_due(world.app)
    assert bob.saw(types.UpdateDeleteMessages)
    await world.check(alice, bob)
    (told,) = await world.history(alice, bob.peer_id)
    assert isinstance(told, types.MessageService)
    await alice.call(functions.messages.SetHistoryTTL(peer=alice.peer(bob), period=0))
    assert (await bob.say(alice, "for good")).ttl_period is None
    await world.check(alice, bob)
