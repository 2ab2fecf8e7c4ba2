from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.device import phone_of
from tests.api.upload import upload
from tests.api.world import Person, World

NOBODY = [types.InputPrivacyValueDisallowAll()]
EVERYBODY = [types.InputPrivacyValueAllowAll()]


async def set_rules(
    person: Person,
    key: types.TypeInputPrivacyKey,
    *rules: types.TypeInputPrivacyRule,
) -> types.account.PrivacyRules:
    answer = await person.call(functions.account.SetPrivacy(key=key, rules=list(rules)))
    assert isinstance(answer, types.account.PrivacyRules)
    return answer


async def seen(person: Person, whom: Person) -> types.User:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    (user,) = answer
    assert isinstance(user, types.User)
    return user


async def be_here(person: Person) -> None:
    await person.call(functions.account.UpdateStatus(offline=False))


async def test_last_seen_is_exact_for_those_who_may_know(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await be_here(alice)
    await set_rules(
        alice,
        types.InputPrivacyKeyStatusTimestamp(),
        types.InputPrivacyValueAllowUsers(users=[alice.user(bob)]),
        *NOBODY,
    )
    assert isinstance((await seen(bob, alice)).status, types.UserStatusOnline)
    assert isinstance((await seen(carol, alice)).status, types.UserStatusRecently)
    assert isinstance((await seen(alice, alice)).status, types.UserStatusOnline)


async def test_presence_is_pushed_to_those_who_may_know(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.say(alice, "hi")
    await carol.say(alice, "hi")
    await set_rules(
        alice,
        types.InputPrivacyKeyStatusTimestamp(),
        types.InputPrivacyValueDisallowUsers(users=[alice.user(carol)]),
        *EVERYBODY,
    )
    await be_here(alice)
    assert bob.saw(types.UpdateUserStatus)
    assert not carol.saw(types.UpdateUserStatus)


async def test_a_number_is_shown_as_its_owner_wants(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    phone = await phone_of(world, alice.id)
    assert (await seen(alice, alice)).phone == phone
    assert (await seen(bob, alice)).phone is None
    await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), *EVERYBODY)
    assert (await seen(bob, alice)).phone == phone
    await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), *NOBODY)
    assert (await seen(bob, alice)).phone is None


async def test_contacts_of_the_owner_see_the_number_by_default(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(
        functions.contacts.AddContact(id=alice.user(bob), first_name="Bob", last_name="", phone="")
    )
    assert (await seen(bob, alice)).phone == await phone_of(world, alice.id)


async def test_about_is_shown_as_its_owner_wants(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(functions.account.UpdateProfile(about="curious"))
    await set_rules(alice, types.InputPrivacyKeyAbout(), *NOBODY)
    answer = await bob.call(functions.users.GetFullUser(id=bob.user(alice)))
    assert isinstance(answer, types.users.UserFull)
    assert answer.full_user.about is None


async def test_rules_are_read_back_and_told_to_other_devices(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    key = types.InputPrivacyKeyChatInvite()
    given = await set_rules(
        alice, key, types.InputPrivacyValueDisallowUsers(users=[alice.user(bob)]), *EVERYBODY
    )
    assert list(given.rules) == [
        types.PrivacyValueDisallowUsers(users=(bob.id,)),
        types.PrivacyValueAllowAll(),
    ]
    assert [user.id for user in given.users] == [bob.id]
    read = await alice.call(functions.account.GetPrivacy(key=key))
    assert isinstance(read, types.account.PrivacyRules)
    assert len(read.rules) == 2
    assert read.users == given.users
    (told,) = alice.other.saw(types.UpdatePrivacy)
    assert isinstance(told, types.UpdatePrivacy)
    assert told.key == types.PrivacyKeyChatInvite()


@pytest.mark.parametrize("silent", [True, False])
async def test_global_settings_are_kept(world: World, *, silent: bool) -> None:
    alice = await world.user("Alice")
    settings = types.GlobalPrivacySettings(archive_and_mute_new_noncontact_peers=silent)
    await alice.call(functions.account.SetGlobalPrivacySettings(settings=settings))
    assert await alice.call(functions.account.GetGlobalPrivacySettings()) == settings


async def full(person: Person, whom: Person) -> types.UserFull:
    answer = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    assert isinstance(answer.full_user, types.UserFull)
    return answer.full_user


async def befriend(person: Person, whom: Person) -> None:
    await person.call(
        functions.contacts.AddContact(
            id=person.user(whom), first_name="Known", last_name="", phone=""
        )
    )


async def test_whoever_hides_when_they_were_here_does_not_see_it_of_others(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await be_here(alice)
    await be_here(bob)
    await set_rules(bob, types.InputPrivacyKeyStatusTimestamp(), *NOBODY)
    assert (await seen(bob, alice)).status == types.UserStatusRecently(by_me=True)
    assert (await seen(alice, bob)).status == types.UserStatusRecently()
    await befriend(bob, alice)
    contacts = types.InputPrivacyValueAllowContacts()
    await set_rules(bob, types.InputPrivacyKeyStatusTimestamp(), contacts, *NOBODY)
    assert isinstance((await seen(bob, alice)).status, types.UserStatusOnline)


async def test_close_friends_may_be_let_in_alone(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await befriend(alice, bob)
    await befriend(alice, carol)
    await alice.call(functions.contacts.EditCloseFriends(id=[carol.id]))
    friends = types.InputPrivacyValueAllowCloseFriends()
    await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), friends, *NOBODY)
    assert (await seen(bob, alice)).phone is None
    assert (await seen(carol, alice)).phone == await phone_of(world, alice.id)


async def test_a_profile_tells_what_its_owner_forbids(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    before = await full(bob, alice)
    assert (before.voice_messages_forbidden, before.phone_calls_private) == (False, False)
    assert (before.private_forward_name, before.read_dates_private) == (None, False)
    for key in (
        types.InputPrivacyKeyVoiceMessages(),
        types.InputPrivacyKeyForwards(),
        types.InputPrivacyKeyPhoneCall(),
    ):
        await set_rules(alice, key, *NOBODY)
    await alice.call(
        functions.account.SetGlobalPrivacySettings(
            settings=types.GlobalPrivacySettings(hide_read_marks=True)
        )
    )
    after = await full(bob, alice)
    assert (after.voice_messages_forbidden, after.phone_calls_private) == (True, True)
    assert (after.private_forward_name, after.read_dates_private) == ("Alice", True)


async def test_a_birthday_is_for_contacts_by_default(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    birthday = types.Birthday(day=21, month=3, year=1990)
    await alice.call(functions.account.UpdateBirthday(birthday=birthday))
    assert (await full(bob, alice)).birthday is None
    await befriend(alice, bob)
    assert (await full(bob, alice)).birthday == birthday


async def test_voices_do_not_reach_whoever_wants_none(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await set_rules(alice, types.InputPrivacyKeyVoiceMessages(), *NOBODY)
    with pytest.raises(RpcError, match="VOICE_MESSAGES_FORBIDDEN"):
        await send_voice(bob, alice)
    await set_rules(alice, types.InputPrivacyKeyVoiceMessages(), *EVERYBODY)
    await send_voice(bob, alice)
    await world.check(alice, bob)


async def send_voice(person: Person, whom: Person) -> None:
    media = types.InputMediaUploadedDocument(
        file=await upload(person, b"OggS" + bytes(600), name="voice.ogg"),
        mime_type="audio/ogg",
        attributes=[types.DocumentAttributeAudio(voice=True, duration=2)],
    )
    await person.call(
        functions.messages.SendMedia(
            peer=person.peer(whom),
            media=media,
            message="",
            random_id=person.world.random_id(),
        )
    )


async def test_read_dates_are_for_those_who_show_theirs(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "did you see this?")
    await bob.call(functions.messages.ReadHistory(peer=bob.peer(alice), max_id=0))
    ask = functions.messages.GetOutboxReadDate(peer=alice.peer(bob), msg_id=message.id)
    assert isinstance(await alice.call(ask), types.OutboxReadDate)
    hide = functions.account.SetGlobalPrivacySettings(
        settings=types.GlobalPrivacySettings(hide_read_marks=True)
    )
    await bob.call(hide)
    with pytest.raises(RpcError, match="USER_PRIVACY_RESTRICTED"):
        await alice.call(ask)
    await alice.call(hide)
    with pytest.raises(RpcError, match="YOUR_PRIVACY_RESTRICTED"):
        await alice.call(ask)


async def test_strangers_are_not_asked_to_pay(world: World) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="PRIVACY_VALUE_INVALID"):
        await alice.call(
            functions.account.SetGlobalPrivacySettings(
                settings=types.GlobalPrivacySettings(noncontact_peers_paid_stars=10)
            )
        )


@pytest.mark.parametrize("basic", [True, False])
async def test_members_of_a_named_group_may_be_let_in(world: World, *, basic: bool) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await befriend(bob, alice)
    made = world.group if basic else world.channel
    room = await made(alice, "Team", bob)
    named = types.InputPrivacyValueAllowChatParticipants(chats=[bare_id(room.peer_id)])
    rules = await set_rules(alice, types.InputPrivacyKeyPhoneNumber(), named, *NOBODY)
    assert [chat.id for chat in rules.chats] == [bare_id(room.peer_id)]
    assert (await seen(bob, alice)).phone == await phone_of(world, alice.id)
    assert (await seen(carol, alice)).phone is None
