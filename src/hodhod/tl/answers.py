"""Answers to functions whose result was of another type in older layers.

Handlers answer with the newest type; ``OLDER`` says, function by function, how the older one is
made of it. A hook gets the newest answer and returns the older one, or None if there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hodhod.tl.generated import functions, types
from hodhod.tl.value import TLObject

# What an answer can be: a vector may hold anything but vectors.
Scalar = TLObject | bool | int | str | bytes
Result = Scalar | Sequence[Scalar]
Hook = Callable[[Result], Result | None]


def updates(answer: Result) -> Result | None:
    """The updates inside an answer that says more."""
    match answer:
        case types.messages.InvitedUsers() | types.messages.ChatInviteJoinResultOk():
            return answer.updates
    return None


def filters(answer: Result) -> Result | None:
    """The folders alone."""
    return answer.filters if isinstance(answer, types.messages.DialogFilters) else None


def app_config(answer: Result) -> Result | None:
    """The configuration alone."""
    return answer.config if isinstance(answer, types.help.AppConfig) else None


def bot_texts(answer: Result) -> Result | None:
    """What a bot says of itself, as texts."""
    if isinstance(answer, types.bots.BotInfo):
        return (answer.about, answer.description)
    return None


def readers(answer: Result) -> Result | None:
    """Who has read, without when."""
    if not isinstance(answer, Sequence):
        return None
    return tuple(one.user_id for one in answer if isinstance(one, types.ReadParticipantDate))


def web_page(answer: Result) -> Result | None:
    """The page alone."""
    return answer.webpage if isinstance(answer, types.messages.WebPage) else None


def preview(answer: Result) -> Result | None:
    """The preview alone."""
    return answer.media if isinstance(answer, types.messages.WebPagePreview) else None


def is_reported(answer: Result) -> Result | None:
    """Whether the report is complete. Older clients cannot be asked for more, so it is."""
    del answer
    return True


def app_web_view(answer: Result) -> Result | None:
    """The address of a web view."""
    if isinstance(answer, types.WebViewResultUrl):
        return types.AppWebViewResultUrl(url=answer.url)
    return None


def simple_web_view(answer: Result) -> Result | None:
    """The address of a web view."""
    if isinstance(answer, types.WebViewResultUrl):
        return types.SimpleWebViewResultUrl(url=answer.url)
    return None


def forwards(answer: Result) -> Result | None:
    """Public forwards that are messages, as messages."""
    if not isinstance(answer, types.stats.PublicForwards):
        return None
    found = (one for one in answer.forwards if isinstance(one, types.PublicForwardMessage))
    return types.messages.MessagesSlice(
        count=answer.count,
        messages=tuple(one.message for one in found),
        topics=(),
        chats=answer.chats,
        users=answer.users,
    )


def may_send_story(answer: Result) -> Result | None:
    """Whether any story is left to send."""
    if isinstance(answer, types.stories.CanSendStoryCount):
        return answer.count_remains > 0
    return None


def story_ids(answer: Result) -> Result | None:
    """The newest story of each peer, 0 for none."""
    if not isinstance(answer, Sequence):
        return None
    return tuple(one.max_id or 0 for one in answer if isinstance(one, types.RecentStory))


def done(answer: Result) -> Result | None:
    """True: all that was said in older layers."""
    del answer
    return True


# Function and its older type of result → the hook.
OLDER: dict[tuple[str, str], Hook] = {
    (functions.bots.GetBotInfo.tl_name, "Vector<string>"): bot_texts,
    (functions.channels.InviteToChannel.tl_name, "Updates"): updates,
    (functions.channels.JoinChannel.tl_name, "Updates"): updates,
    (functions.help.GetAppConfig.tl_name, "JSONValue"): app_config,
    (functions.messages.AddChatUser.tl_name, "Updates"): updates,
    (functions.messages.CreateChat.tl_name, "Updates"): updates,
    (functions.messages.GetDialogFilters.tl_name, "Vector<DialogFilter>"): filters,
    (functions.messages.GetMessageReadParticipants.tl_name, "Vector<long>"): readers,
    (functions.messages.GetWebPage.tl_name, "WebPage"): web_page,
    (functions.messages.GetWebPagePreview.tl_name, "MessageMedia"): preview,
    (functions.messages.ImportChatInvite.tl_name, "Updates"): updates,
    (functions.messages.Report.tl_name, "Bool"): is_reported,
    (functions.messages.RequestAppWebView.tl_name, "AppWebViewResult"): app_web_view,
    (functions.messages.RequestSimpleWebView.tl_name, "SimpleWebViewResult"): simple_web_view,
    (functions.phone.SendGroupCallMessage.tl_name, "Bool"): done,
    (functions.stats.GetMessagePublicForwards.tl_name, "messages.Messages"): forwards,
    (functions.stories.CanSendStory.tl_name, "Bool"): may_send_story,
    (functions.stories.GetPeerMaxIDs.tl_name, "Vector<int>"): story_ids,
    (functions.stories.Report.tl_name, "Bool"): is_reported,
}

# Results that changed so much that the older answer cannot be made of the newest.
LOST = frozenset({(functions.phone.CreateConferenceCall.tl_name, "phone.PhoneCall")})
