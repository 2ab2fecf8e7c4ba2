"""No request that is about a room is forgotten: each is in a table of rights, or has a reason."""

from __future__ import annotations

from hodhod import tl
from hodhod.api import handlers
from tests.api import (
    test_rights_messages,
    test_rights_people,
    test_rights_reading,
    test_rights_room,
    test_rights_stories,
)
from tests.tl.layered import DEFINITIONS, class_of

TABLES = (
    test_rights_messages,
    test_rights_people,
    test_rights_reading,
    test_rights_room,
    test_rights_stories,
)

ABOUT_ROOMS = frozenset(("peer", "chat_id", "channel", "to_peer"))

OWN = "it is about what one has oneself, and names a room at most as a place"
PEOPLE = "it is about a chat with a person"
SECRET = "it is about a secret chat"
SHOWN = "it is shown by the tests of its own: "

ELSEWHERE = {
    "channels.checkSearchPostsFlood": OWN,
    "channels.checkUsername": SHOWN + "test_room_limits",
    "channels.createChannel": SHOWN + "test_chats",
    "channels.editLocation": "there is no map: nobody may",
    "channels.getAdminedPublicChannels": OWN,
    "channels.getChannelRecommendations": OWN,
    "channels.getGroupsForDiscussion": OWN,
    "channels.getInactiveChannels": OWN,
    "channels.getLeftChannels": OWN,
    "channels.joinChannel": SHOWN + "test_chats, test_join_requests",
    "channels.leaveChannel": SHOWN + "test_chats, test_chat_owner",
    "channels.reportSpam": SHOWN + "test_reports",
    "channels.searchPosts": OWN,
    "messages.acceptEncryption": SECRET,
    "messages.addPollAnswer": SHOWN + "test_polls_chats",
    "messages.deletePollAnswer": SHOWN + "test_polls_chats",
    "messages.deleteSavedHistory": OWN,
    "messages.deleteScheduledMessages": OWN,
    "messages.discardEncryption": SECRET,
    "messages.getBotCallbackAnswer": SHOWN + "botapi/test_buttons",
    "messages.getDiscussionMessage": SHOWN + "test_comments",
    "messages.getFactCheck": "nothing is known of facts",
    "messages.getForumTopicsByID": "it is getForumTopics by other words",
    "messages.getInlineBotResults": OWN,
    "messages.getMessageReadParticipants": SHOWN + "test_reading_chats",
    "messages.getOutboxReadDate": PEOPLE,
    "messages.getPollResults": SHOWN + "test_polls_chats",
    "messages.getPollVotes": SHOWN + "test_polls_chats",
    "messages.getSavedHistory": OWN,
    "messages.getSavedReactionTags": OWN,
    "messages.getScheduledMessages": OWN,
    "messages.getSponsoredMessages": "there are none",
    "messages.getUnreadPollVotes": OWN,
    "messages.hidePeerSettingsBar": OWN,
    "messages.prolongWebView": OWN,
    "messages.readDiscussion": SHOWN + "test_comments",
    "messages.readEncryptedHistory": SECRET,
    "messages.readPollVotes": OWN,
    "messages.readSavedHistory": OWN,
    "messages.reportEncryptedSpam": SECRET,
    "messages.reportMessagesDelivery": OWN,
    "messages.reportReadMetrics": OWN,
    "messages.reportSpam": SHOWN + "test_reports",
    "messages.requestWebView": OWN,
    "messages.saveDefaultSendAs": SHOWN + "test_send_as",
    "messages.sendBotRequestedPeer": PEOPLE,
    "messages.sendEncrypted": SECRET,
    "messages.sendEncryptedFile": SECRET,
    "messages.sendEncryptedService": SECRET,
    "messages.sendScheduledMessages": SHOWN + "test_scheduled_chats",
    "messages.sendInlineBotResult": SHOWN + "botapi/test_inline",
    "messages.setChatWallPaper": PEOPLE,
    "messages.setEncryptedTyping": SECRET,
    "messages.startBot": SHOWN + "botapi/test_profile",
    "messages.toggleDialogPin": SHOWN + "test_pinned_dialogs",
    "messages.toggleSavedDialogPin": OWN,
    "messages.uploadEncryptedFile": SECRET,
    "messages.uploadMedia": OWN,
    "stats.loadAsyncGraph": "there is nothing to load",
}


def methods() -> set[str]:
    """Methods that are answered and are about a room."""
    answered = handlers.load()
    return {
        one.name
        for one in DEFINITIONS
        if one.is_function
        and any(last >= tl.NEWEST_LAYER for _, last in one.layers)
        and class_of(one) in answered
        and (
            one.namespace in ("channels", "stats")
            or (one.namespace == "messages" and ABOUT_ROOMS & {field.name for field in one.fields})
        )
    }


def in_tables() -> set[str]:
    named = {row.name.split()[0].rstrip(",") for table in TABLES for row in table.ROWS}
    return {one for one in methods() if one.partition(".")[2] in named}


def test_every_request_about_a_room_is_asked_by_everybody() -> None:
    assert methods() - in_tables() == set(ELSEWHERE)
