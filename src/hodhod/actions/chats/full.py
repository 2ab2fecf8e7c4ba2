"""Everything that a chat's profile shows.

Source: https://core.telegram.org/constructor/channelFull
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.bots.profile import infos_in
from hodhod.actions.chats.group import participants_of
from hodhod.actions.chats.invites import exported, own_invite
from hodhod.actions.chats.view import chats_shown
from hodhod.actions.media.files import photo_of
from hodhod.actions.messages.dialogs import filled_in, notify_settings
from hodhod.actions.messages.history import search
from hodhod.actions.messages.send_as import default_send_as
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.stickers.view import set_object
from hodhod.actions.stories.profile import profile_stories
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Role, SeenChat
from hodhod.domain.dialog import Dialog
from hodhod.domain.ids import BoxId, bare_id, to_tl_peer
from hodhod.store.chat_choices import choices_of
from hodhod.store.history import Filter, Page
from hodhod.store.join_requests import recent_requesters
from hodhod.store.members import count_roles
from hodhod.tl import types

STICKERS_FROM = 100
"""Members of a supergroup that may choose stickers."""


async def full_group(app: App, caller: Caller, seen: SeenChat) -> types.messages.ChatFull:
    """Describe a basic group in full."""
    chat = seen.chat
    shard = app.store.shard(BoxId(chat.peer_id))
    dialog = await app.store.dialogs.get(caller.box, chat.peer_id)
    participants: types.TypeChatParticipants = types.ChatParticipantsForbidden(
        chat_id=bare_id(chat.peer_id)
    )
    if seen.joined:
        participants = await participants_of(shard, chat)
    invite = await own_invite(app, seen)
    full = types.ChatFull(
        can_set_username=seen.is_creator,
        id=bare_id(chat.peer_id),
        about=chat.about,
        participants=participants,
        chat_photo=await photo(app, chat),
        notify_settings=notify_settings(dialog.notify),
        pinned_msg_id=await _pinned(app, caller, seen),
        folder_id=dialog.folder_id or None,
        ttl_period=chat.ttl_period,
        available_reactions=reactions(chat),
        reactions_limit=chat.reactions_limit,
        exported_invite=None if invite is None else exported(app, invite),
        bot_info=await infos_in(app, caller, seen) or None,
        requests_pending=chat.requests or None if invite is not None else None,
        recent_requesters=await recent_requesters(shard, chat) or None
        if invite is not None
        else None,
    )
    return await _with_objects(app, caller, seen, full)


async def full_channel(app: App, caller: Caller, seen: SeenChat) -> types.messages.ChatFull:
    """Describe a supergroup or channel in full."""
    chat, member = seen.chat, seen.member
    box_id = BoxId(chat.peer_id)
    shard = app.store.shard(box_id)
    stored = await app.store.dialogs.by_peers(caller.box, [chat.peer_id])
    (dialog,) = await filled_in(app, caller, list(stored.values()))
    roles = await count_roles(shard, chat.peer_id) if seen.is_admin else {}
    invite = await own_invite(app, seen)
    stories = await profile_stories(app, caller, chat.peer_id)
    slow = chat.slowmode_s and member is not None and not seen.is_admin
    sends_as = await default_send_as(app, caller, seen)
    choices = await choices_of(app.store.shard(caller.box), caller.box, [chat.peer_id])
    choice = choices.get(chat.peer_id)
    before = await _before(app, caller, chat)
    full = types.ChannelFull(
        view_forum_as_messages=choice is not None and choice.as_messages,
        default_send_as=None if sends_as is None else to_tl_peer(sends_as),
        can_view_participants=seen.is_admin or (not chat.is_broadcast and not chat.members_hidden),
        can_set_username=seen.is_creator,
        can_set_stickers=seen.is_admin and not chat.is_broadcast and chat.members >= STICKERS_FROM,
        hidden_prehistory=chat.prehistory_hidden,
        can_view_stats=seen.is_admin,
        can_delete_channel=seen.is_creator,
        stories_pinned_available=stories.pinned_available,
        stories=stories.active,
        antispam=chat.antispam,
        participants_hidden=chat.members_hidden,
        id=bare_id(chat.peer_id),
        about=chat.about,
        participants_count=chat.members,
        admins_count=roles.get(Role.ADMIN, 0) + roles.get(Role.CREATOR, 0) if roles else None,
        kicked_count=roles.get(Role.BANNED, 0) if roles else None,
        banned_count=roles.get(Role.RESTRICTED, 0) if roles else None,
        read_inbox_max_id=dialog.read_inbox_max,
        read_outbox_max_id=dialog.read_outbox_max,
        unread_count=dialog.unread_count,
        chat_photo=await photo(app, chat) or types.PhotoEmpty(id=0),
        notify_settings=notify_settings(dialog.notify),
        bot_info=await infos_in(app, caller, seen),
        migrated_from_chat_id=None if before is None else bare_id(before.peer_id),
        migrated_from_max_id=None if before is None else before.top_message,
        pinned_msg_id=await _pinned(app, caller, seen),
        available_min_id=member.min_id or None if member is not None else None,
        folder_id=dialog.folder_id or None,
        linked_chat_id=None if chat.linked_id is None else bare_id(chat.linked_id),
        slowmode_seconds=chat.slowmode_s or None,
        slowmode_next_send_date=_next_send(chat, member.last_sent, app.now)
        if slow and member is not None
        else None,
        stats_dc=caller.dc_id if seen.is_admin else None,
        pts=dialog.pts or 1,
        exported_invite=None if invite is None else exported(app, invite),
        requests_pending=chat.requests or None if invite is not None else None,
        recent_requesters=await recent_requesters(shard, chat) or None
        if invite is not None
        else None,
        ttl_period=chat.ttl_period,
        available_reactions=reactions(chat),
        reactions_limit=chat.reactions_limit,
        main_tab=_main_tab(chat),
    )
    sets = await app.store.sticker_sets.by_ids(
        [one for one in (chat.stickers_id, chat.emoji_stickers_id) if one is not None]
    )
    stickers, emoji = sets.get(chat.stickers_id or 0), sets.get(chat.emoji_stickers_id or 0)
    full = replace(
        full,
        stickerset=None if stickers is None else set_object(app, stickers, caller.me),
        emojiset=None if emoji is None else set_object(app, emoji, caller.me),
    )
    return await _with_objects(app, caller, seen, full)


async def _before(app: App, caller: Caller, chat: Chat) -> Dialog | None:
    """Return the viewer's dialog with the basic group that a supergroup was, if it has messages.

    Each member has their own numbers for its messages, and who came later has none.
    """
    if chat.migrated_from is None:
        return None
    dialog = await app.store.dialogs.get(caller.box, chat.migrated_from)
    return None if dialog.top_message is None else dialog


async def photo(app: App, chat: Chat) -> types.Photo | None:
    """Return the photo that a chat shows."""
    if chat.photo_id is None:
        return None
    file = await app.store.files.get(chat.photo_id)
    return None if file is None else photo_of(app, file)


def reactions(chat: Chat) -> types.TypeChatReactions:
    """Return the reactions that a chat allows."""
    if chat.reactions is None:
        return types.ChatReactionsAll()
    value = tl.decode(chat.reactions)
    assert isinstance(
        value, types.ChatReactionsAll | types.ChatReactionsNone | types.ChatReactionsSome
    )
    return value


def _main_tab(chat: Chat) -> types.TypeProfileTab | None:
    return None if chat.main_tab is None else tl.decode(chat.main_tab)  # type: ignore[return-value]


async def _with_objects(
    app: App, caller: Caller, seen: SeenChat, full: types.ChatFull | types.ChannelFull
) -> types.messages.ChatFull:
    linked = [] if seen.chat.linked_id is None else [seen.chat.linked_id]
    objects = await objects_for(app, caller.me, [full], extra=linked)
    (own,) = await chats_shown(app, [seen])
    others = [one for one in objects.chats if one.id != own.id]
    return types.messages.ChatFull(full_chat=full, chats=[own, *others], users=objects.users)


async def _pinned(app: App, caller: Caller, seen: SeenChat) -> int | None:
    if not seen.may_read(app.now):
        return None
    wanted = Filter(peer_id=seen.chat.peer_id, pinned=True)
    found = await search(app, caller, wanted, Page(limit=1))
    return found.messages[0].msg_id if found.messages else None


def _next_send(chat: Chat, last_sent: int, now: int) -> int | None:
    when = last_sent + chat.slowmode_s
    return when if when > now else None
