"""The one place where the objects of groups and channels are built, for one viewer or for many.

    SeenChat (chat + what the viewer is in it)  →  types.Chat, Channel or a forbidden one

Source: https://core.telegram.org/constructor/channel
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.stories.recent import NONE, RecentStories, recent_channel_stories
from hodhod.domain import access_hash
from hodhod.domain.chat import Chat, Role, SeenChat
from hodhod.domain.ids import PeerId, UserId, bare_id
from hodhod.domain.rights import Admin, Ban, lasting, to_tl_admin, to_tl_ban
from hodhod.tl import types

NO_PHOTO = types.ChatPhotoEmpty()


async def chats_seen_by(
    app: App, viewer_id: UserId, peers: Iterable[PeerId]
) -> list[types.TypeChat]:
    """Build the chat objects that a viewer gets; unknown chats are left out.

    Args:
        app: The working parts.
        viewer_id: Who will receive the objects.
        peers: Groups and channels.
    """
    return await chats_shown(
        app, await app.store.chats.seen([(viewer_id, peer) for peer in sorted(set(peers))])
    )


async def chats_shown(app: App, seen: Sequence[SeenChat]) -> list[types.TypeChat]:
    """Build the objects of chats as they are seen, in the same order."""
    guests = await _commented(app, seen)
    stories = await recent_channel_stories(app, seen)
    return [
        chat_object(
            app.secret,
            one,
            app.now,
            guest=one.chat.peer_id in guests,
            stories=stories.get((one.viewer_id, one.chat.peer_id), NONE),
        )
        for one in seen
    ]


async def _commented(app: App, seen: Iterable[SeenChat]) -> set[PeerId]:
    """Return the discussion groups that viewers read because they may read the channel."""
    asked = {
        (one.viewer_id, one.chat.linked_id): one.chat.peer_id
        for one in seen
        if one.chat.linked_id is not None
        and not one.chat.is_broadcast
        and not one.chat.deleted
        and not one.may_read(app.now)
        and not one.banned(app.now)
    }
    channels = await app.store.chats.seen(asked) if asked else []
    return {asked[one.viewer_id, one.chat.peer_id] for one in channels if one.may_read(app.now)}


def chat_object(
    secret: bytes,
    seen: SeenChat,
    now: int,
    *,
    guest: bool = False,
    stories: RecentStories = NONE,
) -> types.TypeChat:
    """Describe one chat to one viewer.

    Args:
        secret: What access hashes are keyed with.
        seen: The chat and what the viewer is in it.
        now: Unix time in seconds.
        guest: Whether the viewer reads comments in it without being a member.
        stories: Its stories, if it has any that are active.
    """
    if seen.chat.is_group:
        return _group(secret, seen, now)
    if not guest and not seen.may_read(now):
        return _forbidden_channel(secret, seen)
    return _channel(secret, seen, now, stories)


def channel_for_many(chat: Chat) -> types.Channel:
    """Describe a supergroup or channel to all of its members at once: they know the rest."""
    return types.Channel(
        min=True,
        stories_hidden_min=True,
        broadcast=chat.is_broadcast,
        megagroup=not chat.is_broadcast,
        forum=chat.forum,
        id=bare_id(chat.peer_id),
        title=chat.title,
        username=chat.username,
        photo=chat_photo(chat),
        date=chat.created_at,
        noforwards=chat.noforwards,
        join_to_send=chat.join_to_send,
        join_request=chat.join_request,
        signatures=chat.signatures,
        signature_profiles=chat.profiles,
        slowmode_enabled=chat.slowmode_s > 0,
        has_link=chat.linked_id is not None,
        color=peer_color(chat.color),
        profile_color=peer_color(chat.profile_color),
        emoji_status=emoji_status(chat.emoji_status),
        default_banned_rights=None if chat.is_broadcast else to_tl_ban(chat.default_ban),
    )


def chat_photo(chat: Chat) -> types.TypeChatPhoto:
    """Return the small form of a chat's photo."""
    if chat.photo is None:
        return NO_PHOTO
    value = tl.decode(chat.photo)
    assert isinstance(value, types.ChatPhoto)
    return value


def peer_color(stored: bytes | None) -> types.PeerColor | None:
    """Return the colour of a chat's name or profile."""
    value = None if stored is None else tl.decode(stored)
    assert value is None or isinstance(value, types.PeerColor)
    return value


def emoji_status(stored: bytes | None) -> types.EmojiStatus | None:
    """Return the custom emoji behind a chat's name."""
    value = None if stored is None else tl.decode(stored)
    assert value is None or isinstance(value, types.EmojiStatus)
    return value


def input_channel(secret: bytes, peer: PeerId, viewer_id: UserId) -> types.InputChannel:
    """Return how a viewer names a channel."""
    channel_id = bare_id(peer)
    return types.InputChannel(
        channel_id=channel_id, access_hash=_hash(secret, channel_id, viewer_id)
    )


def _group(secret: bytes, seen: SeenChat, now: int) -> types.TypeChat:
    chat = seen.chat
    if seen.banned(now) or (chat.deleted and chat.migrated_to is None):
        return types.ChatForbidden(id=bare_id(chat.peer_id), title=chat.title)
    return types.Chat(
        creator=seen.is_creator,
        left=not seen.joined and not chat.deleted,
        deactivated=chat.deleted,
        noforwards=chat.noforwards,
        id=bare_id(chat.peer_id),
        title=chat.title,
        photo=chat_photo(chat),
        participants_count=chat.members,
        date=chat.created_at if seen.member is None else seen.member.date,
        version=chat.version,
        migrated_to=None
        if chat.migrated_to is None
        else input_channel(secret, chat.migrated_to, seen.viewer_id),
        admin_rights=_admin_rights(seen),
        default_banned_rights=to_tl_ban(chat.default_ban),
    )


def _channel(secret: bytes, seen: SeenChat, now: int, stories: RecentStories) -> types.Channel:
    chat, member = seen.chat, seen.member
    channel_id = bare_id(chat.peer_id)
    restricted = (
        member is not None
        and member.role is Role.RESTRICTED
        and lasting(member.until, now)
        and member.ban is not Ban.NONE
    )
    return types.Channel(
        creator=seen.is_creator,
        left=not seen.joined,
        broadcast=chat.is_broadcast,
        megagroup=not chat.is_broadcast,
        signatures=chat.signatures,
        signature_profiles=chat.profiles,
        has_link=chat.linked_id is not None,
        slowmode_enabled=chat.slowmode_s > 0,
        noforwards=chat.noforwards,
        join_to_send=chat.join_to_send,
        join_request=chat.join_request,
        forum=chat.forum,
        id=channel_id,
        access_hash=_hash(secret, channel_id, seen.viewer_id),
        title=chat.title,
        username=chat.username,
        photo=chat_photo(chat),
        date=member.date if member is not None and member.joined else chat.created_at,
        admin_rights=_admin_rights(seen),
        banned_rights=to_tl_ban(member.ban, member.until)
        if restricted and member is not None
        else None,
        default_banned_rights=None if chat.is_broadcast else to_tl_ban(chat.default_ban),
        participants_count=chat.members,
        stories_hidden=stories.hidden,
        stories_unavailable=not stories.max_id,
        stories_max_id=types.RecentStory(max_id=stories.max_id) if stories.max_id else None,
        color=peer_color(chat.color),
        profile_color=peer_color(chat.profile_color),
        emoji_status=emoji_status(chat.emoji_status),
    )


def _forbidden_channel(secret: bytes, seen: SeenChat) -> types.ChannelForbidden:
    chat, member = seen.chat, seen.member
    channel_id = bare_id(chat.peer_id)
    return types.ChannelForbidden(
        broadcast=chat.is_broadcast,
        megagroup=not chat.is_broadcast,
        id=channel_id,
        access_hash=_hash(secret, channel_id, seen.viewer_id),
        title=chat.title,
        until_date=member.until if member is not None and member.role is Role.BANNED else None,
    )


def _admin_rights(seen: SeenChat) -> types.ChatAdminRights | None:
    rights = seen.admin
    return None if rights is Admin.NONE else to_tl_admin(rights)


def _hash(secret: bytes, channel_id: int, viewer_id: UserId) -> int:
    return access_hash.access_hash(secret, access_hash.Kind.CHANNEL, channel_id, viewer=viewer_id)
