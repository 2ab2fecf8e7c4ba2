"""Reactions.

Source: https://core.telegram.org/bots/api#reactiontype
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.chat import Chat, User


class ReactionType(Object):
    """What is felt; the type says which of the fields counts."""

    type: str
    emoji: str | None = None
    custom_emoji_id: str | None = None


class ReactionCount(Object, kw_only=True):
    """How many feel something."""

    type: ReactionType
    total_count: int


class MessageReactionUpdated(Object, kw_only=True):
    """Somebody's reaction to a message has changed."""

    chat: Chat
    message_id: int
    date: int
    old_reaction: list[ReactionType]
    new_reaction: list[ReactionType]
    user: User | None = None
    actor_chat: Chat | None = None


class MessageReactionCountUpdated(Object, kw_only=True):
    """The reactions to a post have changed."""

    chat: Chat
    message_id: int
    date: int
    reactions: list[ReactionCount]
