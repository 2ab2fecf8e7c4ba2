"""Updates.

Source: https://core.telegram.org/bots/api#update
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.chat import Chat, User
from hodhod.botapi.types.inline import CallbackQuery, ChosenInlineResult, InlineQuery
from hodhod.botapi.types.media import Poll, PollAnswer
from hodhod.botapi.types.member import ChatMember
from hodhod.botapi.types.message import Message
from hodhod.botapi.types.reaction import MessageReactionCountUpdated, MessageReactionUpdated


class ChatInviteLink(Object):
    """A link into a chat."""

    invite_link: str
    creator: User
    creates_join_request: bool
    is_primary: bool
    is_revoked: bool
    name: str | None = None
    expire_date: int | None = None
    member_limit: int | None = None
    pending_join_request_count: int | None = None


class ChatMemberUpdated(Object):
    """Somebody's place in a chat has changed."""

    chat: Chat
    from_: User
    date: int
    old_chat_member: ChatMember
    new_chat_member: ChatMember
    invite_link: ChatInviteLink | None = None
    via_join_request: bool | None = None


class ChatJoinRequest(Object):
    """Somebody asks to be let in."""

    chat: Chat
    from_: User
    user_chat_id: int
    date: int
    bio: str | None = None
    invite_link: ChatInviteLink | None = None


class Update(Object):
    """Something that happened: one of the fields is there. Its number is put on when it is told."""

    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    inline_query: InlineQuery | None = None
    chosen_inline_result: ChosenInlineResult | None = None
    callback_query: CallbackQuery | None = None
    poll: Poll | None = None
    poll_answer: PollAnswer | None = None
    message_reaction: MessageReactionUpdated | None = None
    message_reaction_count: MessageReactionCountUpdated | None = None
    my_chat_member: ChatMemberUpdated | None = None
    chat_member: ChatMemberUpdated | None = None
    chat_join_request: ChatJoinRequest | None = None

    @property
    def kind(self) -> str:
        """The name of the field that is there."""
        return next(name for name in self.__struct_fields__ if getattr(self, name) is not None)


KINDS = frozenset(Update.__struct_fields__)
"""What a bot may name in allowed_updates."""

ON_DEMAND = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
"""What only those are told who name it."""
