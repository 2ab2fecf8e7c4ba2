"""One's own account: names, public name, about; and the full profile of anybody.

Source: https://core.telegram.org/method/users.getFullUser
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.bots.profile import info_for, rights_asked
from hodhod.actions.chats.mutual import common_chats
from hodhod.actions.chats.naming import rename_in_chats
from hodhod.actions.media.profile_photos import current_photo, small_photo
from hodhod.actions.messages.chat_wallpaper import wallpaper_of
from hodhod.actions.messages.dialogs import notify_settings
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people.birthdays import birthday_of
from hodhod.actions.people.contacts import settings_of
from hodhod.actions.people.global_privacy import global_settings
from hodhod.actions.people.music import first_piece
from hodhod.actions.people.notes import note_about
from hodhod.actions.people.personal_channel import personal_channel
from hodhod.actions.people.preferences import profile_tab
from hodhod.actions.people.privacy import permits
from hodhod.actions.people.seen import seen_accounts, with_shared_chats
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.actions.people.view import shows_photos, users_seen_by
from hodhod.actions.stories.profile import profile_stories
from hodhod.domain import names, username
from hodhod.domain.account import Account, SeenAccount
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, bare_id
from hodhod.domain.privacy import Key
from hodhod.store.history import Filter, Page, find_messages
from hodhod.tl import types

FULL_KEYS = (
    Key.ABOUT,
    Key.BIRTHDAY,
    Key.VOICE_MESSAGES,
    Key.FORWARDS,
    Key.CALLS,
    Key.SAVED_MUSIC,
)
"""What rules decide of a profile, beside what they decide of the user object."""


async def update_profile(
    app: App, caller: Caller, *, first_name: str | None, last_name: str | None, about: str | None
) -> types.TypeUser:
    """Change what is given of one's names and the line about oneself.

    Raises:
        RpcError: 400 FIRSTNAME_INVALID, ABOUT_TOO_LONG.
    """
    account = await own_account(app, caller)
    first = account.first_name if first_name is None else names.first_name(first_name)
    last = account.last_name if last_name is None else names.last_name(last_name)
    line = account.about if about is None else names.about(about)
    await app.store.users.set_name(caller.me, first, last, line)
    if (first, last) != (account.first_name, account.last_name):
        await tell_of_names(app, caller)
    return await own_user(app, caller)


async def update_username(app: App, caller: Caller, wanted: str) -> types.TypeUser:
    """Take a public name, or with an empty one give it back.

    Raises:
        RpcError: 400 USERNAME_INVALID, USERNAME_OCCUPIED, USERNAME_NOT_MODIFIED.
    """
    account = await own_account(app, caller)
    name = username.require(wanted) if wanted else ""
    if name == (account.username or ""):
        raise bad_request("USERNAME_NOT_MODIFIED")
    if not await app.store.users.set_username(caller.me, name):
        raise bad_request("USERNAME_OCCUPIED")
    await tell_of_names(app, caller)
    return await own_user(app, caller)


async def username_is_free(app: App, caller: Caller, wanted: str) -> bool:
    """Tell whether the caller could take a public name.

    Raises:
        RpcError: 400 USERNAME_INVALID.
    """
    owner = await app.store.users.peer_by_username(username.require(wanted))
    return owner is None or owner == PeerId(caller.me)


async def tell_of_names(app: App, caller: Caller) -> None:
    """Tell one's other sessions, and those who know one, what one is called now."""
    account = await own_account(app, caller)
    await rename_in_chats(app, caller.me)
    update = types.UpdateUserName(
        user_id=caller.me,
        first_name=account.first_name,
        last_name=account.last_name,
        usernames=[]
        if account.username is None
        else [types.Username(username=account.username, active=True, editable=True)],
    )
    await tell_own(app, caller, update)
    hearers = await app.store.contacts.known_by(caller.me)
    # Those who know somebody by a name of their own keep that name: they ask again.
    await tell_online(app, hearers, types.UpdateUser(user_id=caller.me))


async def own_account(app: App, caller: Caller) -> Account:
    """Return the caller's account.

    Raises:
        RpcError: 400 USER_ID_INVALID, which no caller can meet.
    """
    account = await app.store.users.get(caller.me)
    if account is None:
        raise bad_request("USER_ID_INVALID")
    return account


async def own_user(app: App, caller: Caller) -> types.TypeUser:
    """Return the caller as they see themselves."""
    (user,) = await users_seen_by(app, caller.me, [caller.me])
    return user


async def full_user(app: App, caller: Caller, account: Account) -> types.users.UserFull:
    """Describe somebody in full."""
    rules = await app.store.contacts.privacy(account.user_id, FULL_KEYS)
    seen = await _seen(app, caller, account.user_id)
    (seen,) = await with_shared_chats(app, [(seen, rules.values())])

    def shows(key: Key) -> bool:
        return permits(key, rules.get(key), seen)

    dialog = await app.store.dialogs.get(caller.box, PeerId(account.user_id))
    standing = await app.store.users.standing(caller.me, account.user_id)
    pinned = await find_messages(
        app.store.shard(caller.box),
        caller.box,
        Filter(peer_id=PeerId(account.user_id), pinned=True),
        Page(limit=1),
    )
    photo = await current_photo(app, account.user_id) if shows_photos(seen) else None
    fallback = await small_photo(app, _fallback(seen))
    mine = None if seen.contact is None else await small_photo(app, seen.contact.photo)
    stories = await profile_stories(app, caller, PeerId(account.user_id))
    channel = await personal_channel(app, caller.me, account.user_id)
    behind = await wallpaper_of(app, caller, PeerId(account.user_id))
    bot = await _bot_fields(app, caller, account)
    full = types.UserFull(
        bot_info=bot.info,
        bot_group_admin_rights=bot.group_rights,
        bot_broadcast_admin_rights=bot.channel_rights,
        id=account.user_id,
        wallpaper=behind.wallpaper,
        wallpaper_overridden=behind.overridden,
        blocked_my_stories_from=stories.blocked,
        stories_pinned_available=stories.pinned_available,
        stories=stories.active,
        main_tab=await profile_tab(app, account.user_id),
        personal_channel_id=None if channel is None else bare_id(channel.peer_id),
        personal_channel_message=None if channel is None else channel.top_message or 0,
        blocked=standing is not None and standing.blocked_by_me,
        can_pin_message=True,
        voice_messages_forbidden=not shows(Key.VOICE_MESSAGES),
        phone_calls_private=not shows(Key.CALLS),
        read_dates_private=(await global_settings(app, account.user_id)).hide_read_marks,
        private_forward_name=None if shows(Key.FORWARDS) else _full_name(account),
        about=account.about or None if shows(Key.ABOUT) else None,
        settings=settings_of(seen),
        personal_photo=mine,
        profile_photo=photo,
        fallback_photo=fallback,
        notify_settings=notify_settings(dialog.notify),
        pinned_msg_id=pinned[0].msg_id if pinned else None,
        common_chats_count=len(await common_chats(app, caller, account.user_id)),
        folder_id=dialog.folder_id or None,
        ttl_period=dialog.ttl_period,
        saved_music=await first_piece(app, account.user_id) if shows(Key.SAVED_MUSIC) else None,
        birthday=birthday_of(account) if shows(Key.BIRTHDAY) else None,
        note=None if seen.contact is None else await note_about(app, caller, account.user_id),
    )
    described = [account.user_id, *([] if channel is None else [channel.peer_id])]
    objects = await objects_for(app, caller.me, [full], described)
    return types.users.UserFull(full_user=full, chats=objects.chats, users=objects.users)


@dataclass(frozen=True, slots=True)
class _BotFields:
    info: types.BotInfo | None = None
    group_rights: types.ChatAdminRights | None = None
    channel_rights: types.ChatAdminRights | None = None


async def _bot_fields(app: App, caller: Caller, account: Account) -> _BotFields:
    """Return what a bot's profile has that a person's has not."""
    if not account.is_bot or account.deleted:
        return _BotFields()
    groups, channels = await rights_asked(app, account.user_id)
    return _BotFields(await info_for(app, caller, account), groups, channels)


def _fallback(seen: SeenAccount) -> bytes | None:
    """What stands for the photo: its owner always sees it, others when the photo is hidden."""
    myself = seen.viewer_id == seen.account.user_id
    hidden = not seen.blocks_viewer and not shows_photos(seen)
    return seen.fallback_photo if myself or hidden else None


def _full_name(account: Account) -> str:
    return f"{account.first_name} {account.last_name}".strip()


async def _seen(app: App, caller: Caller, user_id: int) -> SeenAccount:
    (seen,) = await seen_accounts(app, [(caller.me, user_id)])
    return seen
