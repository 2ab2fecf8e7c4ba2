"""Basic groups, from the first message to the supergroup that they become."""

import pytest
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import channels, messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import picture
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

JPEG = b"\xff\xd8"


async def test_a_group_has_a_title_a_photo_and_words_about_it(company: Company) -> None:
    owner, friend = company.owner, company.friend
    group = await company.group("خانواده")
    await owner.client(messages.EditChatTitleRequest(-group, "خانوادهٔ ما"))
    await owner.client(messages.EditChatAboutRequest(group, "دربارهٔ ما"))
    file = await owner.client.upload_file(str(picture(company.folder, 320, 320, seed=11)))
    photo = types.InputChatUploadedPhoto(file)
    await owner.client(messages.EditChatPhotoRequest(-group, photo))

    full = await friend.client(messages.GetFullChatRequest(-group))
    assert full.chats[0].title == "خانوادهٔ ما"
    assert full.full_chat.about == "دربارهٔ ما"
    assert isinstance(full.full_chat.chat_photo, types.Photo)
    shown = await friend.client.download_profile_photo(full.chats[0], file=bytes)
    assert shown[:2] == JPEG
    assert [type(deed) for deed in await friend.deeds(group)] == [
        types.MessageActionChatEditPhoto,
        types.MessageActionChatEditTitle,
        types.MessageActionChatCreate,
    ]


async def test_admins_may_what_members_may_not(company: Company) -> None:
    owner, friend, third = company.everybody()
    group = await company.group("Rights")
    nothing = types.ChatBannedRights(
        None, send_messages=True, change_info=True, invite_users=True, pin_messages=True
    )
    await owner.client(messages.EditChatDefaultBannedRightsRequest(group, nothing))
    await third.told(types.UpdateChatDefaultBannedRights)
    with pytest.raises(errors.ChatWriteForbiddenError):
        await third.send(group, Content("may I?"))
    with pytest.raises(errors.ChatAdminRequiredError):
        await third.client(messages.EditChatTitleRequest(-group, "Mine"))
    await owner.client(messages.EditChatAdminRequest(-group, friend.id, is_admin=True))
    await friend.client(messages.EditChatTitleRequest(-group, "Run by a friend"))
    await friend.send(group, Content("an admin may"))
    await message_with(third, "an admin may", chat=group)
    full = await third.client(messages.GetFullChatRequest(-group))
    roles = {one.user_id: type(one) for one in full.full_chat.participants.participants}
    assert roles == {
        owner.id: types.ChatParticipantCreator,
        friend.id: types.ChatParticipantAdmin,
        third.id: types.ChatParticipant,
    }


async def test_members_are_removed_added_and_leave(company: Company) -> None:
    owner, friend, third = company.everybody()
    group = await company.group("Doors")
    await owner.client(messages.DeleteChatUserRequest(-group, third.id))
    await third.told(types.UpdateNewMessage, lambda u: _removes(u.message, group, third.id))
    await owner.send(group, Content("without a third"))
    await message_with(friend, "without a third", chat=group)
    assert "without a third" not in await third.texts(group)
    with pytest.raises(errors.RPCError):
        await third.send(group, Content("still here?"))

    await owner.invite(group, third.id)
    await owner.send(group, Content("with a third"))
    await message_with(third, "with a third", chat=group)
    await friend.leave(group)
    full = await owner.client(messages.GetFullChatRequest(-group))
    members = [one.user_id for one in full.full_chat.participants.participants]
    assert sorted(members) == sorted([owner.id, third.id])


async def test_a_group_becomes_a_supergroup_and_keeps_what_was_said(company: Company) -> None:
    owner, friend, third = company.everybody()
    group = await company.group("Growing")
    for one in company.everybody():
        await one.send(group, Content(f"before, {one.id}"))
    made = await owner.client(messages.MigrateChatRequest(-group))
    room = next(utils.get_peer_id(c) for c in made.chats if isinstance(c, types.Channel))
    await friend.client.get_dialogs()
    await third.client.get_dialogs()

    old = await friend.texts(group)
    assert {f"before, {one.id}" for one in company.everybody()} <= set(old)
    assert isinstance((await friend.deeds(group))[0], types.MessageActionChatMigrateTo)
    first = (await friend.deeds(room))[-1]
    assert isinstance(first, types.MessageActionChannelMigrateFrom)
    assert first.chat_id == -group
    full = (await third.client(channels.GetFullChannelRequest(room))).full_chat
    assert (full.migrated_from_chat_id, full.participants_count) == (-group, 3)
    assert full.migrated_from_max_id > 0
    await third.send(room, Content("after"))
    for reader in (owner, friend):
        await message_with(reader, "after", chat=room)
    dialogs = await third.client.get_dialogs(ignore_migrated=True)
    assert room in [dialog.id for dialog in dialogs]
    assert group not in [dialog.id for dialog in dialogs]


async def test_a_group_that_is_deleted_is_gone_for_all(company: Company) -> None:
    owner, friend, _ = company.everybody()
    group = await company.group("Short-lived")
    with pytest.raises(errors.RPCError):
        await friend.client(messages.DeleteChatRequest(-group))
    await owner.client(messages.DeleteChatRequest(-group))
    with pytest.raises(errors.RPCError):
        await friend.send(group, Content("anybody here?"))
    assert group not in [chat.chat for chat in await owner.chats()]


def _removes(message: types.TypeMessage, group: int, user: int) -> bool:
    return (
        isinstance(message, types.MessageService)
        and utils.get_peer_id(message.peer_id) == group
        and isinstance(message.action, types.MessageActionChatDeleteUser)
        and message.action.user_id == user
    )
