"""Accounts, as the store holds them and as one viewer may see them."""

from __future__ import annotations

from msgspec import Struct

from hodhod.domain.bot_mode import NO_MODE, BotMode
from hodhod.domain.ids import UserId


class Account(Struct, frozen=True):
    """An account's own facts, regardless of who looks.

    Attributes:
        user_id: Its id.
        phone: Digits of the E.164 number without the plus, or None for bots and service accounts.
        first_name: First name.
        last_name: Last name, perhaps empty.
        username: Public name as shown, or None.
        about: The line about oneself.
        photo: TL userProfilePhoto, or None.
        birthday: TL birthday, or None.
        emoji_status: TL emojiStatus, or None.
        is_bot: Whether it is a bot.
        verified: Whether the operator vouches for it.
        support: Whether it is the service account or the operator's helpers.
        deleted: Whether the account is gone; its rows stay so that messages keep a sender.
        lang: Two letters, the language of service messages to it.
        ttl_days: Days without a sign of life after which the account is deleted.
        created_at: Unix time in seconds.
        color: TL peerColor of the name, or None.
        profile_color: TL peerColor of the profile, or None.
        bot_modes: How a bot behaves.
        inline_placeholder: What is shown to whoever writes a bot's name to ask it something, or
            None if it is not asked so.
    """

    user_id: UserId
    phone: str | None
    first_name: str
    last_name: str
    username: str | None
    about: str
    photo: bytes | None
    birthday: bytes | None
    emoji_status: bytes | None
    is_bot: bool
    verified: bool
    support: bool
    deleted: bool
    lang: str
    ttl_days: int
    created_at: int
    color: bytes | None = None
    profile_color: bytes | None = None
    bot_modes: BotMode = NO_MODE
    inline_placeholder: str | None = None


class Presence(Struct, frozen=True):
    """When somebody was here.

    Attributes:
        online_until: Unix time until which they count as online.
        last_seen: Unix time of the last sign of life.
    """

    online_until: int
    last_seen: int


class Contact(Struct, frozen=True):
    """A contact as its owner wrote it.

    Attributes:
        user_id: The owner.
        contact_id: Whom it is about.
        phone: The number as imported, or empty.
        first_name: The owner's name for them.
        last_name: Likewise.
        close_friend: Whether the owner counts them as a close friend.
        photo: What the owner sees instead of their photo: TL userProfilePhoto, or None.
    """

    user_id: UserId
    contact_id: UserId
    phone: str
    first_name: str
    last_name: str
    close_friend: bool
    photo: bytes | None = None


class SeenAccount(Struct, frozen=True):
    """An account together with what it grants to one viewer.

    Attributes:
        viewer_id: Who looks.
        account: Who is seen.
        presence: When they were here, or None if never.
        contact: The viewer's entry about them, or None.
        knows_viewer: Whether the viewer is in their contacts.
        viewer_is_close_friend: Whether they count the viewer as a close friend.
        blocks_viewer: Whether they block the viewer.
        status_rules: Their rules for last seen as a TL vector, or None for the default.
        phone_rules: Their rules for the number.
        photo_rules: Their rules for the profile photo.
        viewer_is_bot: Whether the viewer is a bot.
        viewer_status_rules: The viewer's own rules for last seen.
        shared_chats: Those of the chats named in their rules that the viewer is in.
        fallback_photo: What those see who may not see the profile photo, or None.
        stories_until: Unix time until which they have active stories, 0 for none.
    """

    viewer_id: UserId
    account: Account
    presence: Presence | None
    contact: Contact | None
    knows_viewer: bool
    viewer_is_close_friend: bool
    blocks_viewer: bool
    status_rules: bytes | None
    phone_rules: bytes | None
    photo_rules: bytes | None
    viewer_is_bot: bool = False
    viewer_status_rules: bytes | None = None
    shared_chats: frozenset[int] = frozenset()
    stories_until: int = 0
    fallback_photo: bytes | None = None


class Standing(Struct, frozen=True):
    """What decides whether one account may write to another.

    Attributes:
        deleted: Whether the other account is gone.
        support: Whether it is the service account.
        is_bot: Whether it is a bot.
        blocked_by_me: Whether the writer blocks it.
        blocks_me: Whether it blocks the writer.
        ttl_period: Seconds after which messages between the two delete themselves, or None.
        default_ttl: TL defaultHistoryTTL that the writer chose for new chats, or None.
        knows_me: Whether it has the writer among its contacts.
        archives_strangers: Whether it archives and mutes whom it does not know.
        my_created_at: When the writer's account was made, Unix seconds.
    """

    deleted: bool
    support: bool
    is_bot: bool
    blocked_by_me: bool
    blocks_me: bool
    ttl_period: int | None = None
    default_ttl: bytes | None = None
    knows_me: bool = False
    archives_strangers: bool = False
    my_created_at: int = 0
