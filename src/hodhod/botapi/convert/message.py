"""Messages, as bots see them.

Source: https://core.telegram.org/bots/api#message
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hodhod.botapi.convert.entities import to_entities
from hodhod.botapi.convert.keyboard import to_inline_markup
from hodhod.botapi.convert.media import Names, media_fields, photo_sizes
from hodhod.botapi.convert.people import People
from hodhod.botapi.types.message import (
    ChatShared,
    Empty,
    ForumTopicCreated,
    Message,
    MessageOrigin,
    SharedUser,
    TextQuote,
    UsersShared,
    WebAppData,
)
from hodhod.domain.ids import from_tl_peer, is_user, peer_of_channel, peer_of_chat
from hodhod.tl import types

Answered = Mapping[tuple[int, int], types.TypeMessage]
"""Messages that others answer, by chat and number."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What messages are shown with.

    Attributes:
        names: What files are named with.
        people: Who and what they mention.
        answered: Messages that they answer.
    """

    names: Names
    people: People
    answered: Answered = field(default_factory=dict)


def to_message(
    sight: Sight, one: types.Message | types.MessageService, *, nested: bool = False
) -> Message:
    """Return a message.

    Args:
        sight: What it is shown with.
        one: The message, as the bot's account sees it.
        nested: Whether it is shown as what another answers: such a one does not show what it
            answers itself.
    """
    people, peer = sight.people, from_tl_peer(one.peer_id)
    chat = people.chat(peer)
    made = Message(message_id=one.id, date=one.date, chat=chat)
    _put_sender(made, sight, one)
    if one.reply_to is not None:
        _put_reply(made, sight, one.reply_to, peer, nested=nested)
    if isinstance(one, types.MessageService):
        _put_action(made, sight, one)
        return made
    made.edit_date = one.edit_date if not one.edit_hide else None
    made.author_signature = one.post_author or None
    made.media_group_id = str(one.grouped_id) if one.grouped_id else None
    made.has_protected_content = one.noforwards or None
    made.show_caption_above_media = one.invert_media or None
    made.via_bot = people.user(one.via_bot_id) if one.via_bot_id else None
    made.reply_markup = to_inline_markup(one.reply_markup)
    if one.fwd_from is not None:
        made.forward_origin = origin_of(people, one.fwd_from)
        made.is_automatic_forward = one.fwd_from.saved_from_peer is not None and (
            chat.type == "supergroup" and made.sender_chat is not None
        )
        made.is_automatic_forward = made.is_automatic_forward or None
    fields = media_fields(sight.names, one.media)
    for name, value in fields.items():
        setattr(made, name, value)
    entities = to_entities(one.entities, people)
    if one.media is None or isinstance(one.media, types.MessageMediaWebPage):
        made.text, made.entities = one.message, entities
    elif one.message:
        made.caption, made.caption_entities = one.message, entities
    return made


def _put_sender(made: Message, sight: Sight, one: types.Message | types.MessageService) -> None:
    people = sight.people
    sender = from_tl_peer(one.from_id) if one.from_id is not None else None
    if made.chat.type == "channel":
        made.sender_chat = made.chat
        if sender is not None and is_user(sender):
            made.from_ = people.user(sender)
    elif sender is None:
        # In a private chat the other side writes, or the bot itself.
        made.from_ = people.user(sight.names.bot_id if one.out else made.chat.id)
    elif is_user(sender):
        made.from_ = people.user(sender)
    else:
        made.sender_chat = people.chat(sender)
        made.from_ = people.service()


def _put_reply(
    made: Message, sight: Sight, reply: types.TypeMessageReplyHeader, peer: int, *, nested: bool
) -> None:
    if not isinstance(reply, types.MessageReplyHeader):
        return
    if reply.forum_topic:
        made.is_topic_message = True
        made.message_thread_id = reply.reply_to_top_id or reply.reply_to_msg_id
    elif reply.reply_to_top_id:
        made.message_thread_id = reply.reply_to_top_id
    if reply.quote and reply.quote_text:
        made.quote = TextQuote(
            text=reply.quote_text,
            position=reply.quote_offset or 0,
            entities=to_entities(reply.quote_entities, sight.people),
            is_manual=True,
        )
    if nested or not reply.reply_to_msg_id or reply.reply_to_peer_id is not None:
        return
    found = sight.answered.get((peer, reply.reply_to_msg_id))
    if isinstance(found, types.Message | types.MessageService):
        made.reply_to_message = to_message(sight, found, nested=True)


def origin_of(people: People, header: types.MessageFwdHeader) -> MessageOrigin:
    """Return where a message that was sent on comes from."""
    author = header.post_author or None
    if header.from_id is None:
        return MessageOrigin(
            type="hidden_user", date=header.date, sender_user_name=header.from_name or ""
        )
    peer = from_tl_peer(header.from_id)
    if is_user(peer):
        return MessageOrigin(type="user", date=header.date, sender_user=people.user(peer))
    chat = people.chat(peer)
    if header.channel_post:
        return MessageOrigin(
            type="channel",
            date=header.date,
            chat=chat,
            message_id=header.channel_post,
            author_signature=author,
        )
    return MessageOrigin(type="chat", date=header.date, sender_chat=chat, author_signature=author)


def _put_action(made: Message, sight: Sight, one: types.MessageService) -> None:
    people, action = sight.people, one.action
    match action:
        case types.MessageActionChatAddUser():
            made.new_chat_members = [people.user(user_id) for user_id in action.users]
        case types.MessageActionChatJoinedByLink() | types.MessageActionChatJoinedByRequest():
            made.new_chat_members = [made.from_ or people.service()]
        case types.MessageActionChatDeleteUser():
            made.left_chat_member = people.user(action.user_id)
        case types.MessageActionWebViewDataSentMe():
            made.web_app_data = WebAppData(data=action.data, button_text=action.text)
        case types.MessageActionRequestedPeerSentMe():
            _put_shared(made, action)
        case types.MessageActionPinMessage():
            made.pinned_message, made.reply_to_message = made.reply_to_message, None
        case _:
            _put_life(made, sight, action)


def _put_shared(made: Message, action: types.MessageActionRequestedPeerSentMe) -> None:
    """Put whom or what somebody has chosen for a button of the bot's."""
    users = [one.user_id for one in action.peers if isinstance(one, types.RequestedPeerUser)]
    if users:
        made.users_shared = UsersShared(
            request_id=action.button_id,
            users=[SharedUser(user_id=one) for one in users],
            user_ids=users,
        )
        return
    for one in action.peers:
        if isinstance(one, types.RequestedPeerChat):
            chat = peer_of_chat(one.chat_id)
        elif isinstance(one, types.RequestedPeerChannel):
            chat = peer_of_channel(one.channel_id)
        else:
            continue
        made.chat_shared = ChatShared(request_id=action.button_id, chat_id=chat)


def _put_life(made: Message, sight: Sight, action: types.TypeMessageAction) -> None:
    """Put what became of the chat itself."""
    match action:
        case types.MessageActionChatEditTitle():
            made.new_chat_title = action.title
        case types.MessageActionChatEditPhoto():
            made.new_chat_photo = photo_sizes(sight.names, action.photo)
        case types.MessageActionChatDeletePhoto():
            made.delete_chat_photo = True
        case types.MessageActionChatCreate():
            made.group_chat_created = True
        case types.MessageActionChannelCreate() if made.chat.type == "channel":
            made.channel_chat_created = True
        case types.MessageActionChannelCreate():
            made.supergroup_chat_created = True
        case types.MessageActionChatMigrateTo():
            made.migrate_to_chat_id = peer_of_channel(action.channel_id)
        case types.MessageActionChannelMigrateFrom():
            made.migrate_from_chat_id = peer_of_chat(action.chat_id)
        case _:
            _put_topic(made, action)


def _put_topic(made: Message, action: types.TypeMessageAction) -> None:
    match action:
        case types.MessageActionTopicCreate():
            emoji = action.icon_emoji_id
            made.forum_topic_created = ForumTopicCreated(
                name=action.title,
                icon_color=action.icon_color,
                icon_custom_emoji_id=str(emoji) if emoji else None,
            )
        case types.MessageActionTopicEdit() if action.closed is True:
            made.forum_topic_closed = Empty()
        case types.MessageActionTopicEdit() if action.closed is False:
            made.forum_topic_reopened = Empty()
        case _:
            pass
