"""Refusals, in the words that libraries look for.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import re

from hodhod.domain.errors import RpcError

_FLOOD = re.compile(r"(?:FLOOD|SLOWMODE|FLOOD_PREMIUM)_WAIT_(\d+)", re.ASCII)


class BotError(Exception):
    """An answer that refuses a request.

    Attributes:
        code: As the status of the answer.
        description: In words, its class first: "Bad Request: chat not found".
        retry_after: Seconds after which it may be tried again, or None.
        migrate_to_chat_id: The supergroup that a group has become, or None.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id


class BadRequest(BotError):  # noqa: N818 - the name that it has over the wire
    """400: the request is wrong and will be wrong again."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"Bad Request: {why}")


UNAUTHORIZED = (401, "Unauthorized")
NOT_FOUND = (404, "Not Found")
TOO_LARGE = (413, "Request Entity Too Large")
INTERNAL = (500, "Internal Server Error")

_WORDS = {
    "PEER_ID_INVALID": "chat not found",
    "CHAT_ID_INVALID": "chat not found",
    "CHANNEL_INVALID": "chat not found",
    "CHANNEL_PRIVATE": "chat not found",
    "USERNAME_NOT_OCCUPIED": "chat not found",
    "USERNAME_INVALID": "chat not found",
    "USER_ID_INVALID": "user not found",
    "QUERY_ID_INVALID": "query is too old and response timeout expired or query ID is invalid",
    "WEBPAGE_CURL_FAILED": "failed to get HTTP URL content",
    "WEBPAGE_MEDIA_EMPTY": "wrong type of the web page content",
    "MESSAGE_EMPTY": "message text is empty",
    "MESSAGE_TOO_LONG": "message is too long",
    "MEDIA_CAPTION_TOO_LONG": "message caption is too long",
    "MESSAGE_NOT_MODIFIED": (
        "message is not modified: specified new message content and reply markup are exactly the"
        " same as a current content and reply markup of the message"
    ),
    "MESSAGE_EDIT_TIME_EXPIRED": "message can't be edited",
    "MESSAGE_DELETE_FORBIDDEN": "message can't be deleted",
    "REPLY_MESSAGE_ID_INVALID": "message to be replied not found",
    "CHAT_ADMIN_REQUIRED": "need administrator rights in the channel chat",
    "CHAT_WRITE_FORBIDDEN": "not enough rights to send text messages to the chat",
    "USER_NOT_PARTICIPANT": "user not found",
    "USER_ADMIN_INVALID": "user is an administrator of the chat",
    "INPUT_USER_DEACTIVATED": "user is deactivated",
    "CHAT_NOT_MODIFIED": "chat is not modified",
    "PARTICIPANT_ID_INVALID": "PARTICIPANT_ID_INVALID",
}

_FORBIDDEN = {
    "USER_IS_BLOCKED": "bot was blocked by the user",
    "INPUT_USER_DEACTIVATED": "user is deactivated",
    "BOT_NOT_STARTED": "bot can't initiate conversation with a user",
    "USER_IS_BOT": "bot can't send messages to bots",
    "CHAT_SEND_PLAIN_FORBIDDEN": "not enough rights to send text messages to the chat",
    "USER_BANNED_IN_CHANNEL": "bot was kicked from the chat",
}


def refusal(error: RpcError) -> BotError:
    """Return what a bot is told of a refusal of the product's."""
    name = error.message
    if found := _FLOOD.fullmatch(name):
        seconds = int(found.group(1))
        return too_many(seconds)
    if name in _FORBIDDEN:
        return BotError(403, f"Forbidden: {_FORBIDDEN[name]}")
    if name in _WORDS:
        return BadRequest(_WORDS[name])
    match error.code:
        case 401:
            return BotError(*UNAUTHORIZED)
        case 403:
            return BotError(403, f"Forbidden: {name}")
        case code if code >= 500:
            return BotError(*INTERNAL)
        case _:
            return BadRequest(name)


def too_many(seconds: int) -> BotError:
    """Return the refusal of what comes too often."""
    return BotError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
