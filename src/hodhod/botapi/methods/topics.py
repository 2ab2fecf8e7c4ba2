"""Topics of forums: made, changed, closed, opened again, deleted.

Source: https://core.telegram.org/bots/api#createforumtopic
"""

from __future__ import annotations

from hodhod.actions.messages.pins import unpin_all
from hodhod.actions.threads.topic_changes import (
    TopicEdit,
    create_topic,
    delete_topic,
    edit_topic,
)
from hodhod.actions.threads.topics import access_forum
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Nothing, Params, method
from hodhod.botapi.sending import new_number, shown
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.media import Sticker
from hodhod.domain.chat import SeenChat

GENERAL = 1
"""The topic that every forum has."""

COLOR = 0x6FB9F0


class ForumTopic(Object):
    """A topic."""

    message_thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None


class OfForum(Params):
    """Which forum."""

    chat_id: ChatId


class OfTopic(OfForum, kw_only=True):
    """Which topic of it."""

    message_thread_id: int


class CreateForumTopic(OfForum, kw_only=True):
    """What it is called and looks like."""

    name: str
    icon_color: int = COLOR
    icon_custom_emoji_id: str | None = None


@method
async def create_forum_topic(bot: Bot, asked: CreateForumTopic) -> ForumTopic:
    """Begin a topic."""
    emoji = _emoji(asked.icon_custom_emoji_id)
    answer = await create_topic(
        bot.app,
        bot.caller,
        await _forum(bot, asked.chat_id),
        asked.name,
        color=asked.icon_color,
        emoji_id=emoji,
        random_id=new_number(bot),
        send_as=None,
    )
    [made] = await shown(bot, answer)
    created = made.forum_topic_created
    assert created is not None
    return ForumTopic(
        message_thread_id=made.message_id,
        name=created.name,
        icon_color=created.icon_color,
        icon_custom_emoji_id=created.icon_custom_emoji_id,
    )


class EditForumTopic(OfTopic, kw_only=True):
    """What it is called and looks like from now on."""

    name: str | None = None
    icon_custom_emoji_id: str | None = None


@method
async def edit_forum_topic(bot: Bot, asked: EditForumTopic) -> bool:
    """Change a topic."""
    emoji = None if asked.icon_custom_emoji_id is None else _emoji(asked.icon_custom_emoji_id) or 0
    edit = TopicEdit(asked.name or None, emoji, None, None)
    return await _edit(bot, asked.chat_id, asked.message_thread_id, edit)


@method
async def close_forum_topic(bot: Bot, asked: OfTopic) -> bool:
    """Close a topic."""
    return await _edit(bot, asked.chat_id, asked.message_thread_id, CLOSED)


@method
async def reopen_forum_topic(bot: Bot, asked: OfTopic) -> bool:
    """Open a topic again."""
    return await _edit(bot, asked.chat_id, asked.message_thread_id, OPENED)


@method
async def delete_forum_topic(bot: Bot, asked: OfTopic) -> bool:
    """Delete a topic with all that was said in it."""
    seen = await _forum(bot, asked.chat_id)
    while (await delete_topic(bot.app, bot.caller, seen, asked.message_thread_id)).offset:
        pass
    return True


class EditGeneralForumTopic(OfForum, kw_only=True):
    """What it is called from now on."""

    name: str


@method
async def edit_general_forum_topic(bot: Bot, asked: EditGeneralForumTopic) -> bool:
    """Call the general topic something."""
    return await _edit(bot, asked.chat_id, GENERAL, TopicEdit(asked.name, None, None, None))


@method
async def close_general_forum_topic(bot: Bot, asked: OfForum) -> bool:
    """Close the general topic."""
    return await _edit(bot, asked.chat_id, GENERAL, CLOSED)


@method
async def reopen_general_forum_topic(bot: Bot, asked: OfForum) -> bool:
    """Open the general topic again."""
    return await _edit(bot, asked.chat_id, GENERAL, OPENED)


@method
async def hide_general_forum_topic(bot: Bot, asked: OfForum) -> bool:
    """Hide the general topic."""
    return await _edit(bot, asked.chat_id, GENERAL, TopicEdit(None, None, None, hidden=True))


@method
async def unhide_general_forum_topic(bot: Bot, asked: OfForum) -> bool:
    """Show the general topic again."""
    return await _edit(bot, asked.chat_id, GENERAL, TopicEdit(None, None, None, hidden=False))


@method
async def unpin_all_forum_topic_messages(bot: Bot, asked: OfTopic) -> bool:
    """Let all pinned messages of a topic go."""
    return await _unpin(bot, asked.chat_id, asked.message_thread_id)


@method
async def unpin_all_general_forum_topic_messages(bot: Bot, asked: OfForum) -> bool:
    """Let all pinned messages of the general topic go."""
    return await _unpin(bot, asked.chat_id, GENERAL)


@method
async def get_forum_topic_icon_stickers(_bot: Bot, _: Nothing) -> list[Sticker]:
    """Show the emoji that stand for topics to choose from: here any custom emoji does."""
    return []


CLOSED = TopicEdit(None, None, closed=True, hidden=None)
OPENED = TopicEdit(None, None, closed=False, hidden=None)


async def _edit(bot: Bot, chat_id: ChatId, topic_id: int, edit: TopicEdit) -> bool:
    await edit_topic(bot.app, bot.caller, await _forum(bot, chat_id), topic_id, edit)
    return True


async def _unpin(bot: Bot, chat_id: ChatId, topic_id: int) -> bool:
    seen = await _forum(bot, chat_id)
    while (await unpin_all(bot.app, bot.caller, seen.chat.peer_id, topic_id)).offset:
        pass
    return True


async def _forum(bot: Bot, chat_id: ChatId) -> SeenChat:
    return await access_forum(bot.app, bot.caller, await access_named(bot.app, bot.caller, chat_id))


def _emoji(named: str | None) -> int | None:
    if not named:
        return None
    if not (named.isascii() and named.isdecimal() and len(named) < 20):
        raise BadRequest("invalid custom emoji identifier specified")
    return int(named)
