"""Fields of values between layers: the ways there and back that ``hodhod.tl.mapping`` names."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TypeVar

from msgspec.structs import replace

from hodhod.tl.change import (
    to_input_user,
    to_peer,
    to_star_count,
    to_stars,
    to_text,
    to_user_id,
)
from hodhod.tl.generated import types

Timed = TypeVar(
    "Timed",
    types.MessageActionGiftCode,
    types.MessageActionGiftPremium,
    types.payments.CheckedGiftCode,
)
OfPeer = TypeVar(
    "OfPeer",
    types.UpdateStory,
    types.UpdateReadStories,
    types.UpdateSentStoryReaction,
    types.MessageMediaStory,
    types.WebPageAttributeStory,
    types.MessageReplyStoryHeader,
    types.UpdateMessagePollVote,
)

# Old layers count premium in months, new ones in days.
DAYS_A_MONTH = 30


def with_months(value: Timed) -> Timed:
    """A time in months: as it was read, else from days."""
    if value.months is not None:
        return value
    return replace(value, months=(value.days or 0) // DAYS_A_MONTH)


def with_user_id(value: OfPeer) -> OfPeer | None:
    """A value that was of users only, with the id of its user; None if its peer is no user."""
    if value.user_id is not None:
        return value
    known = to_user_id(value.peer)
    return None if known is None else replace(value, user_id=known)


def with_peer(value: OfPeer) -> OfPeer:
    """The reverse of ``with_user_id``."""
    return value if value.peer is not None else replace(value, peer=to_peer(value.user_id))


def recent_story(value: object) -> object:
    """The id of the newest story as a recent story."""
    return types.RecentStory(max_id=value) if isinstance(value, int) else value


def story_id(value: object) -> int | None:
    """The reverse of ``recent_story``."""
    if isinstance(value, types.RecentStory):
        return value.max_id
    return value if isinstance(value, int) else None


def peers(values: Sequence[object] | None) -> tuple[object, ...] | None:
    """Ids of users as peers."""
    return None if values is None else tuple(to_peer(value) for value in values)


def user_ids(values: Sequence[object] | None) -> tuple[int, ...] | None:
    """The users among peers, as ids."""
    if values is None:
        return None
    return tuple(known for value in values if (known := to_user_id(value)) is not None)


def option_of(answer: types.TypePollAnswer) -> bytes | None:
    """The bytes that stand for an answer; None if the client left them to us."""
    return answer.option if isinstance(answer, types.PollAnswer) else None


def answer_numbers(media: types.InputMediaPoll) -> types.InputMediaPoll:
    """Correct answers as places in the list, which were the bytes of options."""
    answers: Sequence[object] | None = media.correct_answers
    if answers is None:
        return media
    places = {option_of(answer): place for place, answer in enumerate(media.poll.answers)}
    known = (one if isinstance(one, int) else places.get(as_bytes(one)) for one in answers)
    return replace(media, correct_answers=tuple(one for one in known if one is not None))


def answer_options(media: types.InputMediaPoll) -> types.InputMediaPoll:
    """The reverse of ``answer_numbers``."""
    answers: Sequence[object] | None = media.correct_answers
    if answers is None:
        return media
    options = dict(enumerate(map(option_of, media.poll.answers)))
    known = (options.get(one) if isinstance(one, int) else as_bytes(one) for one in answers)
    return replace(media, correct_answers=tuple(one for one in known if one is not None))


def as_bytes(value: object) -> bytes | None:
    """The value, if it is a byte string."""
    return value if isinstance(value, bytes) else None


def to_vote(vote: object) -> object:
    """A vote of a user as a vote of a peer."""
    match vote:
        case types.MessageUserVote():
            peer = types.PeerUser(user_id=vote.user_id)
            return types.MessagePeerVote(peer=peer, option=vote.option, date=vote.date)
        case types.MessageUserVoteInputOption():
            peer = types.PeerUser(user_id=vote.user_id)
            return types.MessagePeerVoteInputOption(peer=peer, date=vote.date)
        case types.MessageUserVoteMultiple():
            peer = types.PeerUser(user_id=vote.user_id)
            return types.MessagePeerVoteMultiple(peer=peer, options=vote.options, date=vote.date)
    return vote


def to_user_vote(vote: object) -> object | None:
    """The reverse of ``to_vote``; None for votes of others than users."""
    match vote:
        case types.MessagePeerVote(peer=types.PeerUser() as peer):
            return types.MessageUserVote(user_id=peer.user_id, option=vote.option, date=vote.date)
        case types.MessagePeerVoteInputOption(peer=types.PeerUser() as peer):
            return types.MessageUserVoteInputOption(user_id=peer.user_id, date=vote.date)
        case types.MessagePeerVoteMultiple(peer=types.PeerUser() as peer):
            return types.MessageUserVoteMultiple(
                user_id=peer.user_id, options=vote.options, date=vote.date
            )
        case (
            types.MessageUserVote()
            | types.MessageUserVoteInputOption()
            | types.MessageUserVoteMultiple()
        ):
            return vote
    return None


def user_votes(votes: Sequence[object]) -> tuple[object, ...]:
    """The votes of users."""
    return tuple(older for vote in votes if (older := to_user_vote(vote)) is not None)


def to_peer_stories(value: object) -> types.PeerStories | None:
    """Stories of a user as stories of a peer."""
    if isinstance(value, types.UserStories):
        return types.PeerStories(
            peer=types.PeerUser(user_id=value.user_id),
            max_read_id=value.max_read_id,
            stories=value.stories,
        )
    return value if isinstance(value, types.PeerStories) else None


def to_user_stories(value: object) -> types.UserStories | None:
    """The reverse of ``to_peer_stories``; None for stories of others than users."""
    if isinstance(value, types.PeerStories):
        user_id = to_user_id(value.peer)
        if user_id is None:
            return None
        return types.UserStories(
            user_id=user_id, max_read_id=value.max_read_id, stories=value.stories
        )
    return value if isinstance(value, types.UserStories) else None


def upgrade_all_stories(value: types.stories.AllStories) -> types.stories.AllStories:
    """The stories of peers, from those of users."""
    if value.peer_stories is not None or value.user_stories is None:
        return value
    found = tuple(to_peer_stories(one) for one in value.user_stories)
    return replace(value, peer_stories=found)


def downgrade_all_stories(value: types.stories.AllStories) -> types.stories.AllStories:
    """The reverse of ``upgrade_all_stories``."""
    if value.user_stories is not None:
        return value
    found = (to_user_stories(one) for one in value.peer_stories or ())
    return replace(value, user_stories=tuple(one for one in found if one is not None))


def to_bot_recipients(value: object) -> object:
    """Recipients of a business connection in the form that bots have."""
    if not isinstance(value, types.BusinessRecipients):
        return value
    return types.BusinessBotRecipients(
        existing_chats=value.existing_chats,
        new_chats=value.new_chats,
        contacts=value.contacts,
        non_contacts=value.non_contacts,
        exclude_selected=value.exclude_selected,
        users=value.users,
    )


def to_recipients(value: object) -> object:
    """The reverse of ``to_bot_recipients``."""
    if not isinstance(value, types.BusinessBotRecipients):
        return value
    return types.BusinessRecipients(
        existing_chats=value.existing_chats,
        new_chats=value.new_chats,
        contacts=value.contacts,
        non_contacts=value.non_contacts,
        exclude_selected=value.exclude_selected,
        users=value.users,
    )


def to_theme(emoticon: str | None) -> types.TypeChatTheme | None:
    """A chat theme from its emoji."""
    return types.ChatTheme(emoticon=emoticon) if emoticon is not None else None


def theme_emoticon(theme: object, known: str | None) -> str | None:
    """The emoji of a chat theme."""
    if isinstance(theme, types.ChatTheme):
        return theme.emoticon
    return known


def draft_reply(draft: types.DraftMessage) -> types.DraftMessage:
    """``reply_to`` of a draft, from the number that stood for it."""
    if draft.reply_to is not None or draft.reply_to_msg_id is None:
        return draft
    reply = types.InputReplyToMessage(reply_to_msg_id=draft.reply_to_msg_id)
    return replace(draft, reply_to=reply)


def draft_reply_number(draft: types.DraftMessage) -> types.DraftMessage:
    """The reverse of ``draft_reply``."""
    if isinstance(draft.reply_to, types.InputReplyToMessage):
        return replace(draft, reply_to_msg_id=draft.reply_to.reply_to_msg_id)
    return draft


def group_call_chat(update: types.UpdateGroupCall) -> types.UpdateGroupCall:
    """The basic group of a call, which was all that a call could be in."""
    if update.chat_id is None and isinstance(update.peer, types.PeerChat):
        return replace(update, chat_id=update.peer.chat_id)
    if update.chat_id is None and isinstance(update.peer, types.PeerChannel):
        return replace(update, chat_id=update.peer.channel_id)
    return update


def group_call_message(update: types.UpdateGroupCallMessage) -> types.UpdateGroupCallMessage:
    """A message in a call as a whole, from its parts."""
    held: object = update.message
    if isinstance(held, types.GroupCallMessage):
        return update
    sender = update.from_id or types.PeerUser(user_id=0)
    message = types.GroupCallMessage(id=0, from_id=sender, date=0, message=to_text(held))
    return replace(update, message=message)


def group_call_message_parts(
    update: types.UpdateGroupCallMessage,
) -> types.UpdateGroupCallMessage:
    """The reverse of ``group_call_message``."""
    message: object = update.message
    if not isinstance(message, types.GroupCallMessage):
        return update
    return replace(
        update,
        from_id=update.from_id or message.from_id,
        random_id=update.random_id or message.id,
        message=message.message,
    )


def extended_media(value: object) -> tuple[object, ...]:
    """Several media, where there was one."""
    return tuple(value) if isinstance(value, Sequence) else (value,)


def first_media(
    update: types.UpdateMessageExtendedMedia,
) -> types.UpdateMessageExtendedMedia | None:
    """One medium, where there are several; None if there is none."""
    media: object = update.extended_media
    if not isinstance(media, Sequence):
        return update
    return replace(update, extended_media=media[0]) if media else None


def transaction_stars(value: types.StarsTransaction) -> types.StarsTransaction:
    """The amount, where there was a count of stars."""
    amount = value.amount if value.amount is not None else to_stars(value.stars)
    return replace(value, amount=amount, stars=to_stars(value.stars))


def transaction_amount(value: types.StarsTransaction) -> types.StarsTransaction:
    """The amount in stars, under its older name."""
    return replace(value, stars=types.StarsAmount(amount=to_star_count(value.amount), nanos=0))


def transaction_count(value: types.StarsTransaction) -> types.StarsTransaction:
    """The whole stars, under the older name."""
    return replace(value, stars=to_star_count(value.stars or value.amount))


def gift_recipient(
    value: types.StarGiftAttributeOriginalDetails,
) -> types.StarGiftAttributeOriginalDetails | None:
    """Sender and recipient as ids of users; None if the recipient is no user."""
    recipient = to_user_id(value.recipient_id)
    if recipient is None:
        return None
    return replace(value, sender_id=to_user_id(value.sender_id), recipient_id=recipient)


def todo_user(value: types.TodoCompletion) -> types.TodoCompletion | None:
    """Who ticked the item, as the id of a user; None if it was no user."""
    user_id = to_user_id(value.completed_by)
    return None if user_id is None else replace(value, completed_by=user_id)


def gift_transfer(
    value: types.InputInvoiceStarGiftTransfer,
) -> types.InputInvoiceStarGiftTransfer | None:
    """The recipient as a user; None if it is none."""
    user = to_input_user(value.to_id)
    return None if user is None else replace(value, to_id=user)


def media_duration(value: types.DocumentAttributeVideo) -> types.DocumentAttributeVideo:
    """The duration in whole seconds; 0 for what is no number of them."""
    return replace(value, duration=round(value.duration) if isfinite(value.duration) else 0)


def requested_peer(
    value: types.MessageActionRequestedPeer,
) -> types.MessageActionRequestedPeer | None:
    """The only peer, where there may be several; None if there is none."""
    if value.peer is not None:
        return value
    return replace(value, peer=value.peers[0]) if value.peers else None


def requested_peers(value: types.MessageActionRequestedPeer) -> types.MessageActionRequestedPeer:
    """The reverse of ``requested_peer``."""
    if value.peers is not None:
        return value
    return replace(value, peers=() if value.peer is None else (value.peer,))
