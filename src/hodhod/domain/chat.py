"""Groups and channels: what they are, who is in them, and what that allows.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from hodhod.domain.ids import MsgId, PeerId, UserId
from hodhod.domain.rights import (
    BASIC_ADMIN,
    CHANNEL_CREATOR,
    EVERYTHING,
    FOREVER,
    GROUP_CREATOR,
    Admin,
    Ban,
    lasting,
)


class ChatKind(IntEnum):
    """What kind of chat it is. Stored: never renumber."""

    GROUP = 1
    """A basic group: each member's box has a copy of each message."""
    SUPERGROUP = 2
    """A group with one box for all."""
    CHANNEL = 3
    """A channel: a few write, many read."""


class Role(IntEnum):
    """What somebody is in a chat. Stored: never renumber."""

    MEMBER = 1
    ADMIN = 2
    CREATOR = 3
    RESTRICTED = 4
    BANNED = 5


@dataclass(frozen=True, slots=True)
class Chat:
    """A group or a channel, regardless of who looks.

    Attributes:
        peer_id: Its peer, and its box.
        kind: What it is.
        title: Its name.
        about: The line about it.
        creator_id: Who owns it.
        created_at: Unix time in seconds.
        members: How many are in it.
        version: Counts the changes of a basic group's members and rights.
        default_ban: What members may not do.
        photo: TL chatPhoto, or None.
        photo_id: The photo's file, or None.
        username: Its public name, or None.
        deleted: Whether it is gone, or was turned into another.
        migrated_to: The supergroup that a basic group became.
        migrated_from: The basic group that a supergroup was.
        migrated_max: The last message of that group, in its creator's box.
        linked_id: The discussion group of a channel, or the channel of one.
        noforwards: Whether what is in it may not be forwarded or saved.
        signatures: Whether posts name who wrote them.
        profiles: Whether posts show their writers as senders.
        slowmode_s: Seconds between two messages of a member, 0 for none.
        prehistory_hidden: Whether newcomers see only what was written since they came.
        forum: Whether it has topics.
        join_to_send: Whether only members may write in a discussion group.
        join_request: Whether newcomers wait for an admin's word.
        members_hidden: Whether only admins see the members.
        antispam: Whether admins asked for aggressive filters.
        reactions: TL chatReactions, None for all.
        reactions_limit: Kinds of reactions on one message, None for the default.
        ttl_period: Seconds after which messages delete themselves, or None.
        read_max: Up to where anybody has read a supergroup.
        read_by: Who has.
        read_second: Up to where anybody else has.
        requests: How many wait to be let in.
        stories_until: Unix time until which it has active stories, 0 for none.
        stickers_id: The group's set of stickers, or None.
        emoji_stickers_id: The group's set of custom emoji, or None.
        color: TL peerColor of its name, or None.
        profile_color: TL peerColor of its profile, or None.
        emoji_status: TL emojiStatus, or None.
        main_tab: TL profileTab that its profile shows first, or None.
    """

    peer_id: PeerId
    kind: ChatKind
    title: str
    about: str
    creator_id: UserId
    created_at: int
    members: int
    version: int = 1
    default_ban: Ban = Ban.NONE
    photo: bytes | None = None
    photo_id: int | None = None
    username: str | None = None
    deleted: bool = False
    migrated_to: PeerId | None = None
    migrated_from: PeerId | None = None
    migrated_max: MsgId | None = None
    linked_id: PeerId | None = None
    noforwards: bool = False
    signatures: bool = False
    profiles: bool = False
    slowmode_s: int = 0
    prehistory_hidden: bool = False
    forum: bool = False
    join_to_send: bool = False
    join_request: bool = False
    members_hidden: bool = False
    antispam: bool = False
    reactions: bytes | None = None
    reactions_limit: int | None = None
    ttl_period: int | None = None
    read_max: MsgId = MsgId(0)  # noqa: RUF009 - a number by another name
    read_by: UserId = UserId(0)  # noqa: RUF009 - likewise
    read_second: MsgId = MsgId(0)  # noqa: RUF009 - likewise
    requests: int = 0
    stories_until: int = 0
    stickers_id: int | None = None
    emoji_stickers_id: int | None = None
    color: bytes | None = None
    profile_color: bytes | None = None
    emoji_status: bytes | None = None
    main_tab: bytes | None = None

    @property
    def is_group(self) -> bool:
        """Whether it is a basic group."""
        return self.kind is ChatKind.GROUP

    @property
    def is_broadcast(self) -> bool:
        """Whether it is a channel where few write."""
        return self.kind is ChatKind.CHANNEL

    @property
    def public(self) -> bool:
        """Whether anybody may look in."""
        return self.username is not None

    def read_by_others(self, user_id: int) -> MsgId:
        """Return up to where anybody but one member has read."""
        return self.read_second if self.read_by == user_id else self.read_max


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's place in a chat. It outlives their stay only while something is held against them.

    Attributes:
        peer_id: The chat.
        user_id: Who.
        role: What they are.
        joined: Whether they are in it now.
        date: Unix time at which they came.
        inviter_id: Who brought them, 0 if nobody.
        admin: What they may do as an admin.
        rank: What an admin is called.
        promoted_by: Who made them an admin, 0 if nobody.
        ban: What they may not do.
        until: Unix time at which that ends.
        banned_by: Who said so, 0 if nobody.
        min_id: They see messages after this one only.
        read_max: Up to where they have read a supergroup or channel.
        last_sent: Unix time of their last message, for slow mode.
        via_request: Whether an admin let them in.
    """

    peer_id: PeerId
    user_id: UserId
    role: Role
    joined: bool
    date: int
    inviter_id: int = 0
    admin: Admin = Admin.NONE
    rank: str = ""
    promoted_by: int = 0
    ban: Ban = Ban.NONE
    until: int = FOREVER
    banned_by: int = 0
    min_id: MsgId = MsgId(0)  # noqa: RUF009 - a number by another name
    read_max: MsgId = MsgId(0)  # noqa: RUF009 - likewise
    last_sent: int = 0
    via_request: bool = False


@dataclass(frozen=True, slots=True)
class SeenChat:
    """A chat together with what one viewer is in it.

    Attributes:
        viewer_id: Who looks.
        chat: What is seen.
        member: The viewer's place in it, or None.
    """

    viewer_id: UserId
    chat: Chat
    member: Member | None

    @property
    def joined(self) -> bool:
        """Whether the viewer is in it."""
        return self.member is not None and self.member.joined

    @property
    def is_creator(self) -> bool:
        """Whether the viewer owns it."""
        return self.member is not None and self.member.role is Role.CREATOR

    @property
    def is_admin(self) -> bool:
        """Whether the viewer is an admin of it, or owns it."""
        return self.member is not None and self.member.role in (Role.ADMIN, Role.CREATOR)

    @property
    def admin(self) -> Admin:
        """What the viewer may do as an admin."""
        member = self.member
        if member is None or not member.joined:
            return Admin.NONE
        if member.role is Role.CREATOR:
            every = CHANNEL_CREATOR if self.chat.is_broadcast else GROUP_CREATOR
            return every | (member.admin & Admin.ANONYMOUS)
        if member.role is not Role.ADMIN:
            return Admin.NONE
        return BASIC_ADMIN if self.chat.is_group else member.admin

    def banned(self, now: int) -> bool:
        """Whether the viewer is kept out."""
        member = self.member
        return member is not None and member.role is Role.BANNED and lasting(member.until, now)

    def ban(self, now: int) -> Ban:
        """Return what the viewer may not do at a Unix time."""
        if self.banned(now):
            return EVERYTHING
        if self.is_admin:
            return Ban.NONE
        member = self.member
        own = Ban.NONE
        if member is not None and member.role is Role.RESTRICTED and lasting(member.until, now):
            own = member.ban
        return own | self.chat.default_ban

    def may_read(self, now: int) -> bool:
        """Whether the viewer may read it: members may, and anybody what is public."""
        if self.chat.deleted and not self.chat.is_group:
            return False
        if self.banned(now):
            return False
        return self.joined or self.chat.public
