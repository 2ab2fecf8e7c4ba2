"""What older layers get in place of what they do not know.

Writing for a layer picks the layer's version of each constructor and leaves out the fields the
version lacks. What else can happen, and where it is decided:

================================================  =================================================
the layer lacks                                   it gets
================================================  =================================================
the constructor of an item of a vector            the vector without the item
the constructor in an optional field              nothing there, but for ``NEVER_LEFT_OUT``
the constructor in a field it needs               the stand-in of the type: ``STAND_INS``; if there
                                                  is none, the parent counts as unknown too
the newest form of a class, but has an older one  the older form: ``CHANGES``
a field its version needs and the value lacks     0, empty, or the stand-in of the type
the newest result of a function                   the older result: ``hodhod.tl.answers``
================================================  =================================================

So entities, privacy rules, document attributes, photo sizes, updates and buttons that are unknown
are dropped, since they come in vectors; media become "unsupported", actions "empty".
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from hodhod.tl import changes, keyboards, requests
from hodhod.tl.change import (
    Change,
    change,
    same,
    to_input_peer,
    to_peer,
    to_plain,
    to_star_count,
    to_stars,
    to_text,
    to_user_id,
)
from hodhod.tl.generated import types
from hodhod.tl.requests import to_anonymous, to_color, to_color_number, to_number, to_privacy
from hodhod.tl.value import TLObject

StandIn = Callable[[TLObject | None], TLObject]


def fixed(value: TLObject) -> StandIn:
    """The same stand-in for every value."""
    return lambda _: value


def id_of(value: TLObject | None) -> int:
    """The id of a value, 0 if it has none."""
    number = getattr(value, "id", 0)
    return number if isinstance(number, int) else 0


_NO_VALUES = types.StatsAbsValueAndPrev(current=0.0, previous=0.0)

# Type → what stands for a constructor of it that the layer does not know, or for a value that is
# not there at all (None) though the version needs one.
STAND_INS: dict[str, StandIn] = {
    # Messages
    "MessageMedia": fixed(types.MessageMediaUnsupported()),
    "MessageAction": fixed(types.MessageActionEmpty()),
    "DraftMessage": fixed(types.DraftMessageEmpty()),
    "SendMessageAction": fixed(types.SendMessageTypingAction()),
    "RichText": fixed(types.TextEmpty()),
    "PageBlock": fixed(types.PageBlockUnsupported()),
    "WebPage": lambda value: types.WebPageEmpty(id=id_of(value)),
    "Document": lambda value: types.DocumentEmpty(id=id_of(value)),
    "Photo": lambda value: types.PhotoEmpty(id=id_of(value)),
    "GeoPoint": fixed(types.GeoPointEmpty()),
    "EncryptedFile": fixed(types.EncryptedFileEmpty()),
    "Reaction": fixed(types.ReactionEmpty()),
    "StoryItem": lambda value: types.StoryItemDeleted(id=id_of(value)),
    "TextWithEntities": fixed(to_text("")),
    # People and chats
    "UserProfilePhoto": fixed(types.UserProfilePhotoEmpty()),
    "UserStatus": fixed(types.UserStatusEmpty()),
    "ChatPhoto": fixed(types.ChatPhotoEmpty()),
    "ChatReactions": fixed(types.ChatReactionsNone()),
    "EmojiStatus": fixed(types.EmojiStatusEmpty()),
    "BotMenuButton": fixed(types.BotMenuButtonDefault()),
    "NotificationSound": fixed(types.NotificationSoundDefault()),
    "PeerNotifySettings": fixed(types.PeerNotifySettings()),
    "ExportedChatInvite": fixed(types.ChatInvitePublicJoinRequests()),
    "BusinessBotRights": fixed(types.BusinessBotRights()),
    "ReportReason": fixed(types.InputReportReasonOther()),
    # Signing in
    "auth.SentCodeType": lambda value: types.auth.SentCodeTypeApp(
        length=length if isinstance(length := getattr(value, "length", 5), int) else 5
    ),
    # Numbers and graphs
    "StarsAmount": lambda value: types.StarsAmount(amount=to_star_count(value), nanos=0),
    "StatsAbsValueAndPrev": fixed(_NO_VALUES),
    "StatsGraph": fixed(types.StatsGraphError(error="")),
    "StoriesStealthMode": fixed(types.StoriesStealthMode()),
    "StarGiftAttributeRarity": fixed(types.StarGiftAttributeRarity(permille=0)),
    "JSONValue": fixed(types.JsonNull()),
    # Named by clients
    "InputPeer": fixed(types.InputPeerEmpty()),
    "InputUser": fixed(types.InputUserEmpty()),
    "InputStickerSet": fixed(types.InputStickerSetEmpty()),
    "InputChatTheme": fixed(types.InputChatThemeEmpty()),
    "ButtonType": fixed(types.ButtonTypeDefault()),
}

# Types whose stand-in is written also where a field might be left out: a message that carries what
# a client does not know would be empty to it, and clients take no empty messages.
NEVER_LEFT_OUT = frozenset({"MessageMedia"})

_TYPES = (
    # Text with entities was plain text.
    change(
        types.DialogFilter,
        195,
        lambda value: replace(value, title=to_text(value.title)),
        lambda value: replace(value, title=to_plain(value.title)),
    ),
    change(
        types.DialogFilterChatlist,
        195,
        lambda value: replace(value, title=to_text(value.title)),
        lambda value: replace(value, title=to_plain(value.title)),
    ),
    change(
        types.chatlists.ChatlistInvite,
        195,
        lambda value: replace(value, title=to_text(value.title)),
        lambda value: replace(value, title=to_plain(value.title)),
    ),
    change(
        types.Poll,
        177,
        lambda value: replace(value, question=to_text(value.question)),
        lambda value: replace(value, question=to_plain(value.question)),
    ),
    change(
        types.PollAnswer,
        177,
        lambda value: replace(value, text=to_text(value.text)),
        lambda value: replace(value, text=to_plain(value.text)),
    ),
    # Peers were ids of users.
    change(
        types.PollResults,
        158,
        lambda value: replace(value, recent_voters=changes.peers(value.recent_voters)),
        lambda value: replace(value, recent_voters=changes.user_ids(value.recent_voters)),
    ),
    change(
        types.messages.VotesList,
        158,
        lambda value: replace(value, votes=tuple(map(changes.to_vote, value.votes))),
        lambda value: replace(value, votes=changes.user_votes(value.votes)),
    ),
    change(
        types.TodoCompletion,
        216,
        lambda value: replace(value, completed_by=to_peer(value.completed_by)),
        changes.todo_user,
    ),
    change(
        types.StarGiftAttributeOriginalDetails,
        196,
        lambda value: replace(
            value,
            sender_id=to_peer(value.sender_id),
            recipient_id=to_peer(value.recipient_id),
        ),
        changes.gift_recipient,
    ),
    change(
        types.StarGiftUnique,
        196,
        lambda value: replace(value, owner_id=to_peer(value.owner_id)),
        lambda value: replace(value, owner_id=to_user_id(value.owner_id)),
    ),
    change(
        types.InputInvoiceStarGiftTransfer,
        196,
        lambda value: replace(value, to_id=to_input_peer(value.to_id)),
        changes.gift_transfer,
    ),
    # Stories were of users only.
    change(types.UpdateStory, 163, changes.with_peer, changes.with_user_id),
    change(types.UpdateReadStories, 163, changes.with_peer, changes.with_user_id),
    change(types.UpdateSentStoryReaction, 163, changes.with_peer, changes.with_user_id),
    change(types.MessageMediaStory, 163, changes.with_peer, changes.with_user_id),
    change(types.WebPageAttributeStory, 163, changes.with_peer, changes.with_user_id),
    change(types.MessageReplyStoryHeader, 173, changes.with_peer, changes.with_user_id),
    change(types.UpdateMessagePollVote, 158, changes.with_peer, changes.with_user_id),
    change(
        types.stories.AllStories,
        163,
        changes.upgrade_all_stories,
        changes.downgrade_all_stories,
    ),
    # What a user or channel shows.
    change(
        types.User,
        216,
        lambda value: replace(value, stories_max_id=changes.recent_story(value.stories_max_id)),
        lambda value: replace(value, stories_max_id=changes.story_id(value.stories_max_id)),
    ),
    change(
        types.Channel,
        216,
        lambda value: replace(value, stories_max_id=changes.recent_story(value.stories_max_id)),
        lambda value: replace(value, stories_max_id=changes.story_id(value.stories_max_id)),
    ),
    change(
        types.User,
        166,
        lambda value: replace(value, color=to_color(value.color, value.background_emoji_id)),
        lambda value: replace(value, color=to_color_number(value.color)),
    ),
    change(
        types.Channel,
        166,
        lambda value: replace(value, color=to_color(value.color, value.background_emoji_id)),
        lambda value: replace(value, color=to_color_number(value.color)),
    ),
    change(
        types.UserFull,
        211,
        lambda value: replace(value, theme=value.theme or changes.to_theme(value.theme_emoticon)),
        lambda value: replace(
            value, theme_emoticon=changes.theme_emoticon(value.theme, value.theme_emoticon)
        ),
    ),
    change(
        types.UserFull,
        163,
        lambda value: replace(value, stories=changes.to_peer_stories(value.stories)),
        lambda value: replace(value, stories=changes.to_user_stories(value.stories)),
    ),
    # Messages
    change(
        types.MessageActionSetChatTheme,
        211,
        lambda value: replace(value, theme=value.theme or changes.to_theme(value.emoticon)),
        lambda value: replace(value, emoticon=changes.theme_emoticon(value.theme, value.emoticon)),
    ),
    change(types.MessageActionRequestedPeer, 167, changes.requested_peers, changes.requested_peer),
    change(types.DraftMessage, 165, changes.draft_reply, changes.draft_reply_number),
    change(
        types.DocumentAttributeVideo,
        158,
        lambda value: replace(value, duration=float(value.duration)),
        changes.media_duration,
    ),
    change(types.InputMediaPoll, 223, changes.answer_numbers, changes.answer_options),
    change(
        types.UpdateMessageExtendedMedia,
        182,
        lambda value: replace(value, extended_media=changes.extended_media(value.extended_media)),
        changes.first_media,
    ),
    # Calls
    change(types.UpdateGroupCall, 216, same, changes.group_call_chat),
    change(
        types.UpdateGroupCallMessage,
        216,
        changes.group_call_message,
        changes.group_call_message_parts,
    ),
    # Business and payments
    change(
        types.ConnectedBot,
        176,
        lambda value: replace(value, recipients=changes.to_bot_recipients(value.recipients)),
        lambda value: replace(value, recipients=changes.to_recipients(value.recipients)),
    ),
    change(types.MessageActionGiftCode, 216, same, changes.with_months),
    change(types.MessageActionGiftPremium, 216, same, changes.with_months),
    change(types.payments.CheckedGiftCode, 216, same, changes.with_months),
    change(
        types.payments.StarsStatus,
        194,
        lambda value: replace(value, balance=to_stars(value.balance)),
        lambda value: replace(value, balance=to_star_count(value.balance)),
    ),
    change(
        types.UpdateStarsBalance,
        194,
        lambda value: replace(value, balance=to_stars(value.balance)),
        lambda value: replace(value, balance=to_star_count(value.balance)),
    ),
    change(
        types.StarsRevenueStatus,
        194,
        lambda value: replace(
            value,
            current_balance=to_stars(value.current_balance),
            available_balance=to_stars(value.available_balance),
            overall_revenue=to_stars(value.overall_revenue),
        ),
        lambda value: replace(
            value,
            current_balance=to_star_count(value.current_balance),
            available_balance=to_star_count(value.available_balance),
            overall_revenue=to_star_count(value.overall_revenue),
        ),
    ),
    change(types.StarsTransaction, 205, changes.transaction_stars, changes.transaction_amount),
    change(types.StarsTransaction, 194, same, changes.transaction_count),
    change(
        types.UpdatePaidReactionPrivacy,
        198,
        lambda value: replace(value, private=to_privacy(value.private)),
        lambda value: replace(value, private=to_anonymous(value.private)),
    ),
    change(
        types.account.ChatThemes,
        214,
        lambda value: replace(
            value, next_offset=None if value.next_offset is None else str(value.next_offset)
        ),
        lambda value: replace(
            value, next_offset=None if value.next_offset is None else to_number(value.next_offset)
        ),
    ),
)

_ALL = (*_TYPES, *keyboards.CHANGES, *requests.CHANGES)

# Name of the class → its changes, the newest first.
CHANGES: dict[str, tuple[Change, ...]] = {
    kind.tl_name: tuple(
        sorted((one for one in _ALL if one.kind is kind), key=lambda one: -one.last)
    )
    for kind in {one.kind for one in _ALL}
}


def upgrade(name: str, value: TLObject) -> TLObject:
    """A value that was read in an older form, in the newest.

    Args:
        name: the name in the schema under which it was read.
        value: the value.
    """
    for one in CHANGES.get(name, ()):
        value = one.upgrade(value)
    return value


def downgrade(value: TLObject, layer: int) -> TLObject | None:
    """A value in the form that a layer has; None if it cannot be said in it."""
    for one in CHANGES.get(value.tl_name, ()):
        if layer <= one.last:
            changed = one.downgrade(value)
            if changed is None or changed.__class__ is not one.kind:
                return changed
            value = changed
    return value


def is_changed(name: str, layer: int) -> bool:
    """Whether a class has another form in a layer."""
    return any(layer <= one.last for one in CHANGES.get(name, ()))
