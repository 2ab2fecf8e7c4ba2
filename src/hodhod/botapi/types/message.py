"""Messages and what is in them.

Source: https://core.telegram.org/bots/api#message
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.chat import Chat, User
from hodhod.botapi.types.markup import InlineKeyboardMarkup
from hodhod.botapi.types.media import (
    Animation,
    Audio,
    Contact,
    Dice,
    Document,
    Location,
    PhotoSize,
    Poll,
    Sticker,
    Venue,
    Video,
    VideoNote,
    Voice,
)


class MessageEntity(Object):
    """A part of a text that is more than text; offsets in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: User | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


class MessageOrigin(Object):
    """Where a message that was sent on comes from: its type says which fields are there."""

    type: str
    date: int
    sender_user: User | None = None
    sender_user_name: str | None = None
    sender_chat: Chat | None = None
    chat: Chat | None = None
    message_id: int | None = None
    author_signature: str | None = None


class TextQuote(Object):
    """The part of a message that is answered."""

    text: str
    position: int
    entities: list[MessageEntity] | None = None
    is_manual: bool | None = None


class ForumTopicCreated(Object):
    """A topic was made."""

    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None


class Empty(Object):
    """Something happened of which there is no more to say."""


class WebAppData(Object):
    """What a page of the bot's has said."""

    data: str
    button_text: str


class SharedUser(Object):
    """Somebody whom the bot has asked for."""

    user_id: int


class UsersShared(Object):
    """People whom the bot has asked for."""

    request_id: int
    users: list[SharedUser]
    user_ids: list[int]


class ChatShared(Object):
    """A chat that the bot has asked for."""

    request_id: int
    chat_id: int


class Message(Object):
    """A message."""

    message_id: int
    date: int
    chat: Chat
    message_thread_id: int | None = None
    from_: User | None = None
    sender_chat: Chat | None = None
    sender_boost_count: int | None = None
    via_bot: User | None = None
    edit_date: int | None = None
    forward_origin: MessageOrigin | None = None
    is_topic_message: bool | None = None
    is_automatic_forward: bool | None = None
    reply_to_message: Message | None = None
    quote: TextQuote | None = None
    has_protected_content: bool | None = None
    is_from_offline: bool | None = None
    media_group_id: str | None = None
    author_signature: str | None = None
    text: str | None = None
    entities: list[MessageEntity] | None = None
    caption: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool | None = None
    has_media_spoiler: bool | None = None
    animation: Animation | None = None
    audio: Audio | None = None
    document: Document | None = None
    photo: list[PhotoSize] | None = None
    sticker: Sticker | None = None
    video: Video | None = None
    video_note: VideoNote | None = None
    voice: Voice | None = None
    contact: Contact | None = None
    dice: Dice | None = None
    poll: Poll | None = None
    venue: Venue | None = None
    location: Location | None = None
    new_chat_members: list[User] | None = None
    left_chat_member: User | None = None
    new_chat_title: str | None = None
    new_chat_photo: list[PhotoSize] | None = None
    delete_chat_photo: bool | None = None
    group_chat_created: bool | None = None
    supergroup_chat_created: bool | None = None
    channel_chat_created: bool | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None
    pinned_message: Message | None = None
    forum_topic_created: ForumTopicCreated | None = None
    forum_topic_closed: Empty | None = None
    forum_topic_reopened: Empty | None = None
    web_app_data: WebAppData | None = None
    users_shared: UsersShared | None = None
    chat_shared: ChatShared | None = None
    reply_markup: InlineKeyboardMarkup | None = None


class MessageId(Object):
    """The number of a message."""

    message_id: int
