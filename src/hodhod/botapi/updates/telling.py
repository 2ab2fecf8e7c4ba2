"""From entries of a log to what a bot is told.

Source: https://core.telegram.org/bots/api#update
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.view import messages_seen_by, updates_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.updates.difference import told_by
from hodhod.botapi.convert.media import Names, option_name, poll_of
from hodhod.botapi.convert.member import to_member
from hodhod.botapi.convert.message import Sight, to_message
from hodhod.botapi.convert.people import People
from hodhod.botapi.types.media import PollAnswer
from hodhod.botapi.types.message import Message
from hodhod.botapi.types.update import (
    ChatInviteLink,
    ChatJoinRequest,
    ChatMemberUpdated,
    Update,
)
from hodhod.botapi.updates.asking import ASKED, asked, callback
from hodhod.botapi.updates.feelings import FELT, felt
from hodhod.domain.bot_privacy import hears
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    from_tl_peer,
    is_channel,
    peer_of_channel,
    peer_of_chat,
)
from hodhod.domain.log_entry import LogEntry
from hodhod.tl import types

AnyMessage = types.Message | types.MessageService


async def told(
    app: App, bot_id: UserId, box_id: BoxId, entries: Sequence[LogEntry], *, hears_all: bool
) -> list[Update]:
    """Return what entries of a log are to a bot, in order.

    Args:
        app: The working parts.
        bot_id: The bot.
        box_id: Whose log: the bot's own, or that of a supergroup or channel.
        entries: A page of it.
        hears_all: Whether the bot is told all that is said in the chat; in its own box, what is
            said in basic groups is told as if it were.
    """
    stored, others = await told_by(app, bot_id, box_id, entries)
    new = await messages_seen_by(app, bot_id, stored)
    others = await updates_seen_by(app, bot_id, others)
    edited = [one.message for one in others if isinstance(one, EDITS)]
    pressed = await _pressed(app, bot_id, others)
    shown = [one for one in (*new, *edited, *pressed.values()) if isinstance(one, AnyMessage)]
    sight = await sight_of(app, bot_id, shown, others)
    username = await _username(app, bot_id)

    def is_told(one: AnyMessage) -> bool:
        return not one.out and (hears_all or hears(one, bot_id, username, sight.answered))

    told_new = [one for one in new if isinstance(one, AnyMessage) and is_told(one)]
    made = [message_update(to_message(sight, one)) for one in told_new]
    for update in others:
        if isinstance(update, types.UpdateBotCallbackQuery):
            made.append(callback(sight, update, pressed.get(update.query_id)))
            continue
        if isinstance(update, FELT):
            made.append(felt(sight.people, update))
            continue
        if isinstance(update, ASKED):
            made.append(asked(sight.people, update))
            continue
        if not isinstance(update, EDITS):
            made.extend(_other(sight, bot_id, update))
            continue
        one = update.message
        # What nobody has edited is told anew as well: the preview of its link has come, for one.
        rewritten = isinstance(one, types.Message) and one.edit_date and not one.edit_hide
        if isinstance(one, types.Message) and rewritten and is_told(one):
            made.append(message_update(to_message(sight, one), edited=True))
    return made


EDITS = types.UpdateEditMessage | types.UpdateEditChannelMessage


async def sight_of(
    app: App,
    bot_id: UserId,
    messages: Sequence[AnyMessage],
    others: Iterable[object] = (),
    known: types.Updates | None = None,
) -> Sight:
    """Return what messages are shown with: who is in them, and what they answer.

    Args:
        app: The working parts.
        bot_id: Who sees them.
        messages: Them.
        others: What else is told beside them.
        known: The answer that they are in, with all who are in them.
    """
    answered = await _answered(app, bot_id, messages)
    if known is not None and not answered:
        return Sight(Names(app.secret, bot_id), People.of(known.users, known.chats), answered)
    objects = await objects_for(app, bot_id, [*messages, *answered.values(), *others])
    return Sight(Names(app.secret, bot_id), People.of(objects.users, objects.chats), answered)


async def _answered(
    app: App, bot_id: UserId, messages: Sequence[AnyMessage]
) -> dict[tuple[int, int], types.TypeMessage]:
    wanted: dict[PeerId, set[MsgId]] = {}
    for one in messages:
        reply = one.reply_to
        if not isinstance(reply, types.MessageReplyHeader) or reply.reply_to_peer_id is not None:
            continue
        if reply.reply_to_msg_id:
            peer = from_tl_peer(one.peer_id)
            wanted.setdefault(peer, set()).add(MsgId(reply.reply_to_msg_id))
    found: dict[tuple[int, int], types.TypeMessage] = {}
    for peer, ids in wanted.items():
        box = BoxId(peer) if is_channel(peer) else BoxId(bot_id)
        stored = (await app.store.messages.by_ids(box, list(ids))).values()
        for shown in await messages_seen_by(app, bot_id, list(stored)):
            found[peer, shown.id] = shown
    return found


async def _pressed(
    app: App, bot_id: UserId, others: Iterable[types.TypeUpdate]
) -> dict[int, types.TypeMessage]:
    """Return the messages below which buttons were pressed, by the numbers of the queries."""
    found: dict[int, types.TypeMessage] = {}
    for one in others:
        if not isinstance(one, types.UpdateBotCallbackQuery):
            continue
        peer = from_tl_peer(one.peer)
        box = BoxId(peer) if is_channel(peer) else BoxId(bot_id)
        stored = await app.store.messages.get(box, MsgId(one.msg_id))
        if stored is not None:
            [found[one.query_id]] = await messages_seen_by(app, bot_id, [stored])
    return found


async def _username(app: App, bot_id: UserId) -> str:
    account = await app.store.users.get(bot_id)
    return (account.username if account is not None else None) or ""


def message_update(message: Message, *, edited: bool = False) -> Update:
    """Return the update that tells of a message."""
    post = message.chat.type == "channel"
    if edited:
        return Update(edited_channel_post=message) if post else Update(edited_message=message)
    return Update(channel_post=message) if post else Update(message=message)


def _other(sight: Sight, bot_id: UserId, update: types.TypeUpdate) -> list[Update]:
    people = sight.people
    match update:
        case types.UpdateChatParticipant():
            chat = people.chat(peer_of_chat(update.chat_id))
            broadcast = False
        case types.UpdateChannelParticipant():
            chat = people.chat(peer_of_channel(update.channel_id))
            broadcast = chat.type == "channel"
        case types.UpdateBotChatInviteRequester():
            peer = from_tl_peer(update.peer)
            request = ChatJoinRequest(
                chat=people.chat(peer),
                from_=people.user(update.user_id),
                user_chat_id=update.user_id,
                date=update.date,
                bio=update.about or None,
                invite_link=invite_link(people, update.invite),
            )
            return [Update(chat_join_request=request)]
        case types.UpdateMessagePollVote() if update.peer is not None:
            answer = PollAnswer(
                poll_id=str(update.poll_id),
                option_ids=list(update.positions or ()),
                option_persistent_ids=[option_name(one) for one in update.options],
                user=people.user(from_tl_peer(update.peer)),
            )
            return [Update(poll_answer=answer)]
        case types.UpdateMessagePoll() if update.poll is not None:
            return [Update(poll=poll_of(update.poll, update.results))]
        case _:
            return []
    changed = ChatMemberUpdated(
        chat=chat,
        from_=people.user(update.actor_id),
        date=update.date,
        old_chat_member=to_member(
            people, update.user_id, update.prev_participant, broadcast=broadcast
        ),
        new_chat_member=to_member(
            people, update.user_id, update.new_participant, broadcast=broadcast
        ),
        invite_link=invite_link(people, update.invite),
    )
    if update.user_id == bot_id:
        return [Update(my_chat_member=changed)]
    return [Update(chat_member=changed)]


def invite_link(
    people: People, invite: types.TypeExportedChatInvite | None
) -> ChatInviteLink | None:
    """Return a link into a chat."""
    if not isinstance(invite, types.ChatInviteExported):
        return None
    return ChatInviteLink(
        invite_link=invite.link,
        creator=people.user(invite.admin_id),
        creates_join_request=invite.request_needed,
        is_primary=invite.permanent,
        is_revoked=invite.revoked,
        name=invite.title or None,
        expire_date=invite.expire_date,
        member_limit=invite.usage_limit,
        pending_join_request_count=invite.requested,
    )
