"""People: who sees what of them, whom they keep out, and how they take their data and go."""

from datetime import UTC, datetime

import pytest
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import account, channels, contacts, messages, photos, users

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.test_finding import new_username
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOBODY = [types.InputPrivacyValueDisallowAll()]
EVERYBODY = [types.InputPrivacyValueAllowAll()]


async def profile(viewer: TelethonUser, whom: TelethonUser) -> tuple[types.User, types.UserFull]:
    found = await viewer.client(users.GetFullUserRequest(whom.id))
    return next(user for user in found.users if user.id == whom.id), found.full_user


async def test_what_is_hidden_is_seen_nowhere_but_by_exceptions(company: Company) -> None:
    owner, friend, third = company.everybody()
    await owner.client.send_message(friend.id, "hello")
    file = await owner.client.upload_file(str(picture(company.folder, 300, 300, seed=81)))
    await owner.client(photos.UploadProfilePhotoRequest(file=file))
    await owner.client(account.UpdateProfileRequest(about="دربارهٔ من"))
    await owner.client(account.UpdateBirthdayRequest(types.Birthday(21, 3, 1990)))
    whom = utils.get_input_user(await owner.client.get_input_entity(friend.id))
    but_friend = types.InputPrivacyValueAllowUsers([whom])
    keys = [
        types.InputPrivacyKeyStatusTimestamp(),
        types.InputPrivacyKeyProfilePhoto(),
        types.InputPrivacyKeyAbout(),
        types.InputPrivacyKeyBirthday(),
        types.InputPrivacyKeyPhoneNumber(),
    ]
    for key in keys:
        await owner.client(account.SetPrivacyRequest(key, [but_friend, *NOBODY]))
    user, full = await profile(friend, owner)
    assert isinstance(user.status, types.UserStatusOnline | types.UserStatusOffline)
    assert isinstance(user.photo, types.UserProfilePhoto)
    assert (full.about, full.birthday.day) == ("دربارهٔ من", 21)
    user, full = await profile(third, owner)
    assert isinstance(user.status, types.UserStatusRecently)
    assert not isinstance(user.photo, types.UserProfilePhoto)
    assert (full.about, full.birthday, full.profile_photo) == (None, None, None)
    for key in keys:
        await owner.client(account.SetPrivacyRequest(key, EVERYBODY))
    assert (await profile(third, owner))[1].about == "دربارهٔ من"


async def test_a_number_is_hidden_from_strangers(company: Company) -> None:
    owner, town = company.owner, company.town
    stranger = await town.telethon("Stranger")
    username = new_username()
    await owner.set_username(username)
    assert await stranger.find(username) == owner.id
    hidden = types.InputPrivacyKeyPhoneNumber()
    await owner.client(account.SetPrivacyRequest(hidden, EVERYBODY))
    assert (await profile(stranger, owner))[0].phone == owner.phone.lstrip("+")
    await owner.client(account.SetPrivacyRequest(hidden, NOBODY))
    assert (await profile(stranger, owner))[0].phone is None
    by_number = types.InputPrivacyKeyAddedByPhone()
    await owner.client(
        account.SetPrivacyRequest(by_number, [types.InputPrivacyValueAllowContacts(), *NOBODY])
    )
    with pytest.raises(errors.RPCError):
        await stranger.client(contacts.ResolvePhoneRequest(owner.phone))


async def test_forwards_and_invitations_ask_for_leave(company: Company) -> None:
    owner, friend, third = company.everybody()
    await owner.client(account.SetPrivacyRequest(types.InputPrivacyKeyForwards(), NOBODY))
    await owner.client(account.SetPrivacyRequest(types.InputPrivacyKeyChatInvite(), NOBODY))
    await owner.send(friend.id, Content("between us"))
    heard = await message_with(friend, "between us")
    await friend.client.forward_messages(third.id, heard.id, owner.id)
    told = await message_with(third, "between us")
    header = (await third.client.get_messages(friend.id, ids=told.id)).fwd_from
    assert (header.from_id, header.from_name) == (None, "Owner")
    room = await friend.create_channel("By force", broadcast=False)
    who = await friend.client.get_input_entity(owner.id)
    done = await friend.client(channels.InviteToChannelRequest(room, [who]))
    assert [one.user_id for one in done.missing_invitees] == [owner.id]
    assert room not in [chat.chat for chat in await owner.chats()]
    await owner.client(account.SetPrivacyRequest(types.InputPrivacyKeyForwards(), EVERYBODY))
    await owner.client(account.SetPrivacyRequest(types.InputPrivacyKeyChatInvite(), EVERYBODY))


async def test_who_is_blocked_does_not_get_through(company: Company) -> None:
    owner, friend, _ = company.everybody()
    await owner.client(contacts.BlockRequest(friend.id))
    blocked = await owner.client(contacts.GetBlockedRequest(0, 10))
    assert [one.peer_id.user_id for one in blocked.blocked] == [friend.id]
    with pytest.raises(errors.UserIsBlockedError):
        await friend.send(owner.id, Content("hello?"))
    user, _ = await profile(friend, owner)
    assert not isinstance(user.status, types.UserStatusOnline)
    await owner.client(contacts.UnblockRequest(friend.id))
    await friend.send(owner.id, Content("thank you"))
    await message_with(owner, "thank you")


async def test_contacts_have_birthdays_names_and_close_friends(company: Company) -> None:
    owner, friend, third = company.everybody()
    today = datetime.now(UTC)
    await friend.client(account.UpdateBirthdayRequest(types.Birthday(today.day, today.month)))
    born = await owner.client(contacts.GetBirthdaysRequest())
    assert friend.id in [one.contact_id for one in born.contacts]
    me = await owner.client.get_input_entity(friend.id)
    await owner.client(contacts.AddContactRequest(me, "دوست", "قدیمی", ""))
    found = await owner.client(contacts.SearchRequest("قديمي", 5))
    assert [peer.user_id for peer in found.my_results] == [friend.id]
    await owner.client(contacts.EditCloseFriendsRequest([friend.id]))
    listed = await owner.client(contacts.GetContactsRequest(0))
    assert {user.id for user in listed.users if user.close_friend} == {friend.id}
    assert all(user.mutual_contact for user in listed.users)
    await owner.client(contacts.DeleteContactsRequest([third.id]))
    listed = await owner.client(contacts.GetContactsRequest(0))
    assert [user.id for user in listed.users] == [friend.id]
    await owner.import_contact(third.phone, "Third")


async def test_one_takes_one_s_data_along(company: Company) -> None:
    owner, friend, _ = company.everybody()
    await owner.send(friend.id, Content("for my archive"))
    room = await owner.create_channel("Also mine", broadcast=True)
    tablet = await company.town.device("telethon", owner)
    assert isinstance(tablet, TelethonUser)
    with pytest.raises(errors.TakeoutInitDelayError):
        async with tablet.client.takeout(contacts=True, users=True):
            pass
    (hash_,) = [one.hash for one in await owner.devices() if not one.current]
    await owner.client(account.ChangeAuthorizationSettingsRequest(hash_, confirmed=True))
    await tablet.client.get_dialogs()
    async with tablet.client.takeout(contacts=True, users=True, channels=True) as export:
        texts = [m.message async for m in export.iter_messages(friend.id, limit=20)]
        dialogs = [dialog.id async for dialog in export.iter_dialogs()]
    assert "for my archive" in texts
    assert room in dialogs
    await tablet.log_out()


async def test_an_account_goes_with_its_data(company: Company) -> None:
    owner, friend, _ = company.everybody()
    town: Town = company.town
    leaver = await town.telethon("Leaver")
    await leaver.import_contact(friend.phone, "Friend")
    username = new_username()
    await leaver.set_username(username)
    await leaver.send(friend.id, Content("farewell"))
    await message_with(friend, "farewell")
    room = await company.room("Left behind")
    await owner.import_contact(leaver.phone, "Leaver")
    await owner.invite(room, leaver.id)
    await leaver.client(account.DeleteAccountRequest("moving away"))
    with pytest.raises((errors.RPCError, ConnectionError)):
        await leaver.client(messages.GetDialogsRequest(None, 0, types.InputPeerEmpty(), 10, 0))
    gone = (await friend.client(users.GetUsersRequest([leaver.id])))[0]
    assert (gone.deleted, gone.first_name, gone.username, gone.phone) == (True, None, None, None)
    assert "farewell" in await friend.texts(leaver.id)
    with pytest.raises(errors.UsernameNotOccupiedError):
        await friend.client(contacts.ResolveUsernameRequest(username))
    full = (await owner.client(channels.GetFullChannelRequest(room))).full_chat
    assert full.participants_count == 1
    again = await town.telethon("Somebody new")
    assert again.id != leaver.id
