"""getChatMember and its kin; banning, restricting, promoting; who waits to be let in.

Source: https://core.telegram.org/bots/api#getchatmember
"""

from __future__ import annotations

from hodhod.actions.bots.meeting import has_met
from hodhod.actions.chats import admins, bans, join_requests, participants
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.group import participants_of
from hodhod.actions.chats.group_rights import edit_rank
from hodhod.actions.chats.members import remove_from_group
from hodhod.actions.peers.objects import objects_for
from hodhod.botapi.chats import ChatId, OfChat, access_named
from hodhod.botapi.convert.member import (
    ADMIN_RIGHTS,
    from_permissions,
    to_member,
    user_of,
)
from hodhod.botapi.convert.people import People
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.types.chat import User
from hodhod.botapi.types.member import ChatMember, ChatPermissions
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import BoxId, UserId, is_channel, is_user, peer_of_user
from hodhod.domain.rights import admin_of
from hodhod.tl import types

ADMINS = 200
"""More admins than a chat may have."""


class OfMember(OfChat, kw_only=True):
    """Whom in it."""

    user_id: int


@method
async def get_chat_member(bot: Bot, asked: OfMember) -> ChatMember:
    """Tell what somebody is in a chat."""
    seen = await _room(bot, asked.chat_id)
    one: object = None
    if is_channel(seen.chat.peer_id):
        try:
            found = await participants.one_participant(
                bot.app, bot.caller, seen, peer_of_user(asked.user_id)
            )
            one = found.participant
        except RpcError as error:
            if error.message != "USER_NOT_PARTICIPANT":
                raise
    else:
        members = await participants_of(bot.app.store.shard(BoxId(seen.chat.peer_id)), seen.chat)
        listed = (member for member in members.participants if member.user_id == asked.user_id)
        one = next(listed, None)
    if one is None and not await has_met(bot.app, bot.caller.me, UserId(asked.user_id)):
        # Of those whom it never met a bot does not even learn whether they are there.
        return ChatMember(status="left", user=User(id=asked.user_id, is_bot=False, first_name=""))
    people = await _people(bot, [asked.user_id])
    return to_member(people, asked.user_id, one, broadcast=seen.chat.is_broadcast)  # type: ignore[arg-type]


@method
async def get_chat_member_count(bot: Bot, asked: OfChat) -> int:
    """Tell how many are in a chat."""
    return (await _room(bot, asked.chat_id)).chat.members


@method
async def get_chat_administrators(bot: Bot, asked: OfChat) -> list[ChatMember]:
    """List the admins of a chat; other bots are left out."""
    seen = await _room(bot, asked.chat_id)
    found: list[types.TypeChannelParticipant | types.TypeChatParticipant] = []
    if is_channel(seen.chat.peer_id):
        wanted = participants.Wanted(types.ChannelParticipantsAdmins(), 0, ADMINS, 0)
        page = await participants.list_participants(bot.app, bot.caller, seen, wanted)
        if isinstance(page, types.channels.ChannelParticipants):
            found.extend(page.participants)
    else:
        members = await participants_of(bot.app.store.shard(BoxId(seen.chat.peer_id)), seen.chat)
        found.extend(
            one for one in members.participants if not isinstance(one, types.ChatParticipant)
        )
    people = await _people(bot, [user_of(one) for one in found])
    listed = [
        to_member(people, user_of(one), one, broadcast=seen.chat.is_broadcast) for one in found
    ]
    return [one for one in listed if not one.user.is_bot or one.user.id == bot.caller.me]


class BanChatMember(OfMember, kw_only=True):
    """For how long, and whether what they said goes with them."""

    until_date: int = 0
    revoke_messages: bool = False


@method
async def ban_chat_member(bot: Bot, asked: BanChatMember) -> bool:
    """Throw somebody out, and keep them out."""
    seen = await _room(bot, asked.chat_id)
    if is_channel(seen.chat.peer_id):
        rights = types.ChatBannedRights(view_messages=True, until_date=asked.until_date)
        await bans.edit_banned(bot.app, bot.caller, seen, peer_of_user(asked.user_id), rights)
    else:
        await remove_from_group(
            bot.app,
            bot.caller,
            seen,
            UserId(asked.user_id),
            with_history=asked.revoke_messages,
        )
    return True


class UnbanChatMember(OfMember, kw_only=True):
    """Whether only who is banned."""

    only_if_banned: bool = False


@method
async def unban_chat_member(bot: Bot, asked: UnbanChatMember) -> bool:
    """Let somebody come again who was thrown out; who is in is thrown out, and may come again."""
    seen = await _big_room(bot, asked.chat_id)
    peer, free = peer_of_user(asked.user_id), types.ChatBannedRights(until_date=0)
    try:
        found = await participants.one_participant(bot.app, bot.caller, seen, peer)
    except RpcError as error:
        if error.message != "USER_NOT_PARTICIPANT":
            raise
        return True
    if not isinstance(found.participant, types.ChannelParticipantBanned):
        if asked.only_if_banned:
            return True
        gone = types.ChatBannedRights(view_messages=True, until_date=0)
        await bans.edit_banned(bot.app, bot.caller, seen, peer, gone)
    await bans.edit_banned(bot.app, bot.caller, seen, peer, free)
    return True


class RestrictChatMember(OfMember, kw_only=True):
    """What they may do, until when."""

    permissions: ChatPermissions
    use_independent_chat_permissions: bool = False
    until_date: int = 0


@method
async def restrict_chat_member(bot: Bot, asked: RestrictChatMember) -> bool:
    """Say what a member may not do."""
    seen = await _big_room(bot, asked.chat_id)
    rights = from_permissions(
        asked.permissions,
        until_date=asked.until_date,
        independent=asked.use_independent_chat_permissions,
    )
    await bans.edit_banned(bot.app, bot.caller, seen, peer_of_user(asked.user_id), rights)
    return True


class SetChatPermissions(OfChat, kw_only=True):
    """What members may do."""

    permissions: ChatPermissions
    use_independent_chat_permissions: bool = False


@method
async def set_chat_permissions(bot: Bot, asked: SetChatPermissions) -> bool:
    """Say what all members may not do."""
    seen = await _room(bot, asked.chat_id)
    rights = from_permissions(
        asked.permissions, until_date=0, independent=asked.use_independent_chat_permissions
    )
    await bans.edit_default_ban(bot.app, bot.caller, seen, rights)
    return True


class PromoteChatMember(OfMember, kw_only=True):
    """What they may do."""

    is_anonymous: bool = False
    can_manage_chat: bool = False
    can_delete_messages: bool = False
    can_manage_video_chats: bool = False
    can_restrict_members: bool = False
    can_promote_members: bool = False
    can_change_info: bool = False
    can_invite_users: bool = False
    can_post_stories: bool = False
    can_edit_stories: bool = False
    can_delete_stories: bool = False
    can_post_messages: bool = False
    can_edit_messages: bool = False
    can_pin_messages: bool = False
    can_manage_topics: bool = False


@method
async def promote_chat_member(bot: Bot, asked: PromoteChatMember) -> bool:
    """Make somebody an admin, or with no rights end it."""
    seen = await _big_room(bot, asked.chat_id)
    account = await bot.app.store.users.get(UserId(asked.user_id))
    if account is None:
        raise BadRequest("user not found")
    named = {right: True for name, right in ADMIN_RIGHTS.items() if getattr(asked, name, False)}
    if named:
        named["other"] = True
    rights = admin_of(types.ChatAdminRights(**named, anonymous=asked.is_anonymous))
    await admins.edit_admin(bot.app, bot.caller, seen, account, rights=rights, rank=None)
    return True


class SetChatAdministratorCustomTitle(OfMember, kw_only=True):
    """What they are called."""

    custom_title: str


@method
async def set_chat_administrator_custom_title(
    bot: Bot, asked: SetChatAdministratorCustomTitle
) -> bool:
    """Say what an admin is called."""
    seen = await _big_room(bot, asked.chat_id)
    account = await bot.app.store.users.get(UserId(asked.user_id))
    if account is None:
        raise BadRequest("user not found")
    found = await participants.one_participant(
        bot.app, bot.caller, seen, peer_of_user(asked.user_id)
    )
    if not isinstance(found.participant, types.ChannelParticipantAdmin):
        raise BadRequest("user is not an administrator")
    rights = admin_of(found.participant.admin_rights)
    await admins.edit_admin(
        bot.app, bot.caller, seen, account, rights=rights, rank=asked.custom_title
    )
    return True


@method
async def approve_chat_join_request(bot: Bot, asked: OfMember) -> bool:
    """Let somebody in who waits."""
    return await _decide(bot, asked, approved=True)


@method
async def decline_chat_join_request(bot: Bot, asked: OfMember) -> bool:
    """Turn somebody away who waits."""
    return await _decide(bot, asked, approved=False)


async def _decide(bot: Bot, asked: OfMember, *, approved: bool) -> bool:
    seen = await _room(bot, asked.chat_id)
    await join_requests.hide(bot.app, bot.caller, seen, UserId(asked.user_id), approved=approved)
    return True


async def _people(bot: Bot, user_ids: list[int]) -> People:
    objects = await objects_for(bot.app, bot.caller.me, [], extra=user_ids)
    return People.of(objects.users, objects.chats)


async def _room(bot: Bot, chat_id: ChatId) -> SeenChat:
    peer = await access_named(bot.app, bot.caller, chat_id)
    if is_user(peer):
        raise BadRequest("there are no administrators in the private chat")
    return await access_chat(bot.app, bot.caller, peer)


async def _big_room(bot: Bot, chat_id: ChatId) -> SeenChat:
    seen = await _room(bot, chat_id)
    if not is_channel(seen.chat.peer_id):
        raise BadRequest("method is available only for supergroups")
    return seen


class SetChatMemberTag(OfMember):
    """What they are called."""

    tag: str = ""


@method
async def set_chat_member_tag(bot: Bot, asked: SetChatMemberTag) -> bool:
    """Call a member of a group something."""
    seen = await _room(bot, asked.chat_id)
    await edit_rank(bot.app, bot.caller, seen, UserId(asked.user_id), asked.tag)
    return True
