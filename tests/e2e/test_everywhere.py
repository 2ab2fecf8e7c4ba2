"""What people do with messages in chats of every kind, beside sending them."""

from datetime import UTC, datetime, timedelta

import pytest
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import deletion_of, message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def dialog_of(user: TelethonUser, chat: int) -> types.Dialog:
    peer = types.InputDialogPeer(await user.client.get_input_entity(chat))
    return (await user.client(messages.GetPeerDialogsRequest([peer]))).dialogs[0]


async def test_reactions_are_told_listed_and_limited(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Reactions", friend, third)
    said = await owner.send(room, Content("what do you feel?"))
    await friend.react(room, said.id, "👍")
    await third.react(room, said.id, "❤")
    told = await owner.told(
        types.UpdateMessageReactions,
        lambda u: u.msg_id == said.id and len(u.reactions.results) == 2,
    )
    assert {one.reaction.emoticon: one.count for one in told.reactions.results} == {"👍": 1, "❤": 1}
    listed = await owner.client(messages.GetMessageReactionsListRequest(room, said.id, 10))
    assert {one.peer_id.user_id: one.reaction.emoticon for one in listed.reactions} == {
        friend.id: "👍",
        third.id: "❤",
    }
    assert (await dialog_of(owner, room)).unread_reactions_count == 1
    await owner.client(messages.ReadReactionsRequest(room))
    assert (await dialog_of(owner, room)).unread_reactions_count == 0

    only = types.ChatReactionsSome([types.ReactionEmoji("👍")])
    await owner.client(messages.SetChatAvailableReactionsRequest(room, only))
    with pytest.raises(errors.ReactionInvalidError):
        await third.client(
            messages.SendReactionRequest(room, said.id, reaction=[types.ReactionEmoji("🔥")])
        )
    await friend.client(messages.SendReactionRequest(room, said.id, reaction=[]))
    after = await friend.client.get_messages(room, ids=said.id)
    assert [one.reaction.emoticon for one in after.reactions.results] == ["❤"]


async def test_who_is_mentioned_finds_where(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Mentions", friend, third)
    plain = await owner.send(room, Content("nobody in particular"))
    whom = utils.get_input_user(await owner.client.get_input_entity(friend.id))
    mention = types.InputMessageEntityMentionName(0, 6, whom)
    called = await owner.client.send_message(room, "Friend, look", formatting_entities=[mention])
    heard = await message_with(friend, "Friend, look", chat=room)
    own = await friend.client.get_messages(room, ids=heard.id)
    assert own.mentioned
    assert (await dialog_of(friend, room)).unread_mentions_count == 1
    assert (await dialog_of(third, room)).unread_mentions_count == 0
    answer = await owner.send(room, Content("an answer"), reply_to=(await _says(friend, room)))
    found = await friend.client(messages.GetUnreadMentionsRequest(room, 0, 0, 10, 0, 0))
    assert [message.id for message in found.messages] == [answer.id, called.id]
    assert plain.id not in [message.id for message in found.messages]
    await friend.client(messages.ReadMentionsRequest(room))
    assert (await dialog_of(friend, room)).unread_mentions_count == 0


async def _says(user: TelethonUser, room: int) -> int:
    return (await user.send(room, Content("my word"))).id


async def test_many_messages_are_pinned_and_let_go(company: Company) -> None:
    owner, friend, _ = company.everybody()
    group = await company.group("Pins")
    said = [await owner.send(group, Content(f"rule {number}")) for number in range(3)]
    for one in said:
        await owner.client.pin_message(group, one.id, notify=False)
    heard = [await message_with(friend, f"rule {number}", chat=group) for number in range(3)]
    pinned = types.InputMessagesFilterPinned()
    await friend.told(types.UpdatePinnedMessages, lambda u: heard[2].id in u.messages)
    found = await friend.client.get_messages(group, limit=10, filter=pinned)
    assert [message.id for message in found] == [one.id for one in reversed(heard)]
    await owner.client(messages.UnpinAllMessagesRequest(group))
    await friend.told(types.UpdatePinnedMessages, lambda u: not u.pinned)
    assert await friend.client.get_messages(group, limit=10, filter=pinned) == []


async def test_a_reply_quotes_and_a_forward_may_hide_its_author(company: Company) -> None:
    owner, friend, third = company.everybody()
    await friend.send(owner.id, Content("one thing and another"))
    heard = await message_with(owner, "one thing and another")
    quote = types.InputReplyToMessage(heard.id, quote_text="another", quote_offset=14)
    await owner.client(messages.SendMessageRequest(friend.id, "why that?", reply_to=quote))
    answer = await message_with(friend, "why that?")
    header = (await friend.client.get_messages(owner.id, ids=answer.id)).reply_to
    assert (header.quote, header.quote_text) == (True, "another")
    for hidden in (False, True):
        await owner.client.forward_messages(third.id, heard.id, friend.id, drop_author=hidden)
    told = await third.client.get_messages(owner.id, limit=2)
    assert [message.message for message in told] == ["one thing and another"] * 2
    assert [message.fwd_from is None for message in told] == [True, False]
    assert told[1].fwd_from.from_id.user_id == friend.id


async def test_it_is_known_who_read_in_a_small_group_and_when(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Readers", friend, third)
    said = await owner.send(room, Content("read this"))
    await friend.read(room, said.id)
    readers = await owner.client(messages.GetMessageReadParticipantsRequest(room, said.id))
    assert [one.user_id for one in readers] == [friend.id]
    letter = await owner.send(third.id, Content("read this too"))
    await third.read(owner.id, (await message_with(third, "read this too")).id)
    when = await owner.client(messages.GetOutboxReadDateRequest(third.id, letter.id))
    assert when.date is not None


async def test_drafts_and_unread_marks_are_on_all_devices(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Drafts", friend)
    tablet = await company.town.device("telethon", owner)
    assert isinstance(tablet, TelethonUser)
    await owner.client(messages.SaveDraftRequest(room, "not yet said"))
    told = await tablet.told(types.UpdateDraftMessage, lambda u: u.draft.message == "not yet said")
    assert -(10**12) - told.peer.channel_id == room
    await tablet.client.get_dialogs()
    assert (await dialog_of(tablet, room)).draft.message == "not yet said"
    peer = types.InputDialogPeer(await tablet.client.get_input_entity(room))
    await tablet.client(messages.MarkDialogUnreadRequest(peer, unread=True))
    await owner.told(types.UpdateDialogUnreadMark, lambda u: bool(u.unread))
    assert (await dialog_of(owner, room)).unread_mark
    await tablet.log_out()


async def test_messages_are_scheduled_changed_and_sent_before_their_time(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Later", friend)
    when = datetime.now(UTC) + timedelta(days=1)
    later = await owner.client.send_message(room, "tomorow", schedule=when)
    never = await owner.client.send_message(room, "never", schedule=when)
    await owner.client(
        messages.EditMessageRequest(room, later.id, message="tomorrow", schedule_date=when)
    )
    waiting = await owner.client(messages.GetScheduledHistoryRequest(room, 0))
    assert {message.message for message in waiting.messages} == {"tomorrow", "never"}
    await owner.client(messages.DeleteScheduledMessagesRequest(room, [never.id]))
    await owner.client(messages.SendScheduledMessagesRequest(room, [later.id]))
    await message_with(friend, "tomorrow", chat=room)
    assert "never" not in await friend.texts(room)
    assert not (await owner.client(messages.GetScheduledHistoryRequest(room, 0))).messages


async def test_a_chat_deletes_its_messages_by_itself(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Fleeting", friend)
    await owner.client(messages.SetHistoryTTLRequest(room, 86_400))
    said = await owner.send(room, Content("gone in a day"))
    await message_with(friend, "gone in a day", chat=room)
    own = await friend.client.get_messages(room, ids=said.id)
    assert own.ttl_period == 86_400
    deed = (await friend.deeds(room))[0]
    assert (type(deed), deed.period) == (types.MessageActionSetMessagesTTL, 86_400)


async def test_what_is_deleted_for_oneself_stays_with_the_others(company: Company) -> None:
    owner, friend, third = company.everybody()
    group = await company.group("Erasers")
    mine, all_ours = [await owner.send(group, Content(text)) for text in ("mine", "all ours")]
    copies = [await message_with(friend, text, chat=group) for text in ("mine", "all ours")]
    await owner.delete(group, mine.id, revoke=False)
    await owner.delete(group, all_ours.id, revoke=True)
    await deletion_of(friend, copies[1].id)
    assert "mine" in await third.texts(group)
    assert not {"mine", "all ours"} & set(await owner.texts(group))
    assert "all ours" not in await third.texts(group)


async def test_saved_messages_are_kept_by_whom_they_are_from(company: Company) -> None:
    owner, friend, third = company.everybody()
    for writer in (friend, third):
        await writer.send(owner.id, Content(f"worth keeping, {writer.id}"))
        heard = await message_with(owner, f"worth keeping, {writer.id}")
        await owner.forward(writer.id, heard.id, owner.id)
    listed = await owner.client(
        messages.GetSavedDialogsRequest(None, 0, types.InputPeerEmpty(), 10, 0)
    )
    assert {dialog.peer.user_id for dialog in listed.dialogs} == {friend.id, third.id}
    kept = await owner.client(messages.GetSavedHistoryRequest(third.id, 0, None, 0, 10, 0, 0, 0))
    assert [message.message for message in kept.messages] == [f"worth keeping, {third.id}"]
    peer = types.InputDialogPeer(await owner.client.get_input_entity(friend.id))
    await owner.client(messages.ToggleSavedDialogPinRequest(peer, pinned=True))
    pinned = await owner.client(messages.GetPinnedSavedDialogsRequest())
    assert [dialog.peer.user_id for dialog in pinned.dialogs] == [friend.id]
    await owner.client(messages.DeleteSavedHistoryRequest(third.id, 0))
    left = await owner.client(
        messages.GetSavedDialogsRequest(None, 0, types.InputPeerEmpty(), 10, 0)
    )
    assert [dialog.peer.user_id for dialog in left.dialogs] == [friend.id]
