"""Requests of older layers in the form of the newest, so that handlers know one form only.

Fields that only the older form has are kept beside the newer ones that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from hodhod.tl.change import change, same, to_input_peer, to_input_user
from hodhod.tl.generated import functions, types

Replying = TypeVar(
    "Replying",
    functions.messages.SendMessage,
    functions.messages.SendMedia,
    functions.messages.SendMultiMedia,
    functions.messages.SendInlineBotResult,
    functions.messages.RequestWebView,
    functions.messages.ProlongWebView,
    functions.messages.SaveDraft,
)
OfUser = TypeVar(
    "OfUser",
    functions.stories.ExportStoryLink,
    functions.stories.GetPinnedStories,
    functions.stories.GetStoriesByID,
    functions.stories.IncrementStoryViews,
    functions.stories.ReadStories,
    functions.stories.Report,
    functions.stories.SendReaction,
)
Own = TypeVar(
    "Own",
    functions.stories.DeleteStories,
    functions.stories.EditStory,
    functions.stories.GetStoriesArchive,
    functions.stories.GetStoriesViews,
    functions.stories.GetStoryViewsList,
    functions.stories.SendStory,
    functions.stories.TogglePinned,
)


def with_reply(request: Replying) -> Replying:
    """``reply_to`` from the numbers that stood for it."""
    if request.reply_to is not None or request.reply_to_msg_id is None:
        return request
    reply = types.InputReplyToMessage(
        reply_to_msg_id=request.reply_to_msg_id, top_msg_id=request.top_msg_id
    )
    return replace(request, reply_to=reply)


def with_peer(request: OfUser) -> OfUser:
    """``peer`` from the user who stood for it: stories were of users only."""
    if request.peer is not None:
        return request
    return replace(request, peer=to_input_peer(request.user_id))


def with_self(request: Own) -> Own:
    """``peer`` of requests that were about the caller only."""
    return request if request.peer is not None else replace(request, peer=types.InputPeerSelf())


def with_reply_to_screenshot(
    request: functions.messages.SendScreenshotNotification,
) -> functions.messages.SendScreenshotNotification:
    """As ``with_reply``; this one has no topic."""
    if request.reply_to is not None or request.reply_to_msg_id is None:
        return request
    reply = types.InputReplyToMessage(reply_to_msg_id=request.reply_to_msg_id)
    return replace(request, reply_to=reply)


def with_theme(request: functions.messages.SetChatTheme) -> functions.messages.SetChatTheme:
    """``theme`` from its emoji."""
    if request.theme is not None:
        return request
    if not request.emoticon:
        return replace(request, theme=types.InputChatThemeEmpty())
    return replace(request, theme=types.InputChatTheme(emoticon=request.emoticon))


def with_peers(
    request: functions.messages.SendBotRequestedPeer,
) -> functions.messages.SendBotRequestedPeer:
    """``requested_peers`` from the only one."""
    if request.requested_peers is not None or request.requested_peer is None:
        return request
    return replace(request, requested_peers=(request.requested_peer,))


def to_privacy(value: object) -> object:
    """A Bool (anonymous or not) as the privacy of paid reactions."""
    if value is True:
        return types.PaidReactionPrivacyAnonymous()
    return types.PaidReactionPrivacyDefault() if value is False else value


def to_anonymous(value: object) -> bool:
    """Whether a privacy of paid reactions is anonymous."""
    return value is True or isinstance(value, types.PaidReactionPrivacyAnonymous)


def with_privacy(
    request: functions.messages.SendPaidReaction,
) -> functions.messages.SendPaidReaction:
    """``private`` from a Bool."""
    return replace(request, private=to_privacy(request.private))


def to_color(value: object, emoji: int | None) -> object:
    """The number of a colour, with a pattern, as a colour."""
    if isinstance(value, int):
        return types.PeerColor(color=value, background_emoji_id=emoji)
    return value


def to_color_number(value: object) -> int | None:
    """The number of a colour; None if it has none."""
    if isinstance(value, types.PeerColor):
        return value.color
    return value if isinstance(value, int) else None


def with_input_recipients(value: object) -> object:
    """Recipients of a business connection, in the form that bots have."""
    if not isinstance(value, types.InputBusinessRecipients):
        return value
    return types.InputBusinessBotRecipients(
        existing_chats=value.existing_chats,
        new_chats=value.new_chats,
        contacts=value.contacts,
        non_contacts=value.non_contacts,
        exclude_selected=value.exclude_selected,
        users=value.users,
    )


def without_exclusions(value: object) -> object:
    """The reverse of ``with_input_recipients``."""
    if not isinstance(value, types.InputBusinessBotRecipients):
        return value
    return types.InputBusinessRecipients(
        existing_chats=value.existing_chats,
        new_chats=value.new_chats,
        contacts=value.contacts,
        non_contacts=value.non_contacts,
        exclude_selected=value.exclude_selected,
        users=value.users,
    )


def to_texts(value: object) -> object:
    """A text to translate as texts; anything else as it is."""
    if isinstance(value, str):
        return (types.TextWithEntities(text=value, entities=()),)
    return value


def first_text(value: object) -> object:
    """The first of the texts to translate."""
    if isinstance(value, Sequence) and value and isinstance(value[0], types.TextWithEntities):
        return value[0].text
    return value


def to_number(value: object) -> int:
    """An offset that is a number again: where paging starts, if it is none."""
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0


CHANGES = (
    change(functions.messages.SendMessage, 158, with_reply, same),
    change(functions.messages.SendMedia, 158, with_reply, same),
    change(functions.messages.SendMultiMedia, 158, with_reply, same),
    change(functions.messages.SendInlineBotResult, 158, with_reply, same),
    change(functions.messages.RequestWebView, 158, with_reply, same),
    change(functions.messages.ProlongWebView, 158, with_reply, same),
    change(functions.messages.SaveDraft, 165, with_reply, same),
    change(functions.messages.SendScreenshotNotification, 158, with_reply_to_screenshot, same),
    change(functions.messages.SetChatTheme, 211, with_theme, same),
    change(functions.messages.SendBotRequestedPeer, 167, with_peers, same),
    change(functions.stories.ExportStoryLink, 163, with_peer, same),
    change(functions.stories.GetPinnedStories, 163, with_peer, same),
    change(functions.stories.GetStoriesByID, 163, with_peer, same),
    change(functions.stories.IncrementStoryViews, 163, with_peer, same),
    change(functions.stories.ReadStories, 163, with_peer, same),
    change(functions.stories.Report, 163, with_peer, same),
    change(functions.stories.SendReaction, 163, with_peer, same),
    change(functions.stories.DeleteStories, 163, with_self, same),
    change(functions.stories.EditStory, 163, with_self, same),
    change(functions.stories.GetStoriesArchive, 163, with_self, same),
    change(functions.stories.GetStoriesViews, 163, with_self, same),
    change(functions.stories.GetStoryViewsList, 163, with_self, same),
    change(functions.stories.SendStory, 163, with_self, same),
    change(functions.stories.TogglePinned, 163, with_self, same),
    change(
        functions.messages.SendPaidReaction,
        198,
        with_privacy,
        lambda request: replace(request, private=to_anonymous(request.private)),
    ),
    change(
        functions.messages.TogglePaidReactionPrivacy,
        198,
        lambda request: replace(request, private=to_privacy(request.private)),
        lambda request: replace(request, private=to_anonymous(request.private)),
    ),
    change(
        functions.messages.TranslateText,
        151,
        lambda request: replace(request, text=to_texts(request.text)),
        lambda request: replace(request, text=first_text(request.text)),
    ),
    change(
        functions.account.UpdateColor,
        214,
        lambda request: replace(
            request, color=to_color(request.color, request.background_emoji_id)
        ),
        lambda request: replace(request, color=to_color_number(request.color)),
    ),
    change(
        functions.account.UpdateConnectedBot,
        176,
        lambda request: replace(request, recipients=with_input_recipients(request.recipients)),
        lambda request: replace(request, recipients=without_exclusions(request.recipients)),
    ),
    change(
        functions.account.GetUniqueGiftChatThemes,
        214,
        lambda request: replace(request, offset=str(request.offset)),
        lambda request: replace(request, offset=to_number(request.offset)),
    ),
    change(
        functions.payments.TransferStarGift,
        196,
        lambda request: replace(request, to_id=to_input_peer(request.to_id)),
        lambda request: replace(request, to_id=to_input_user(request.to_id)),
    ),
)
