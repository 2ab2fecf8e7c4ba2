"""Blocking whoever answered one's comment, from the chat that tells of answers.

Source: https://core.telegram.org/api/discussion#replies
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.messages.delete import Clearing, clear_history, delete_messages
from hodhod.actions.people.blocking import block
from hodhod.actions.reports.file import report_messages
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import REPLIES_USER, MsgId, PeerId, from_tl_peer, is_user, peer_of_user
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.report import Reason
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Also:
    """What else is to be done.

    Attributes:
        delete_message: Whether the message goes.
        delete_history: Whether all that was told of answers goes.
        report_spam: Whether the message is reported as spam.
    """

    delete_message: bool = False
    delete_history: bool = False
    report_spam: bool = False


async def block_from_replies(
    app: App, caller: Caller, msg_id: int, also: Also
) -> list[types.TypeUpdate]:
    """Block the author of an answer; return what changed in the caller's box.

    Raises:
        RpcError: 400 MSG_ID_INVALID.
    """
    message = await app.store.messages.get(caller.box, MsgId(msg_id)) if msg_id > 0 else None
    author = None if message is None else _author(message)
    if message is None or author is None:
        raise bad_request("MSG_ID_INVALID")
    if also.report_spam:
        await report_messages(
            app,
            caller,
            message.peer_id,
            [msg_id],
            reason=Reason.SPAM,
            comment="",
            subject="spam",
        )
    await block(app, caller, author)
    if also.delete_history:
        await clear_history(app, caller, message.peer_id, Clearing())
        return []
    if also.delete_message:
        done = await delete_messages(app, caller, [msg_id], revoke=False)
        return [
            types.UpdateDeleteMessages(messages=[msg_id], pts=done.pts, pts_count=done.pts_count)
        ]
    return []


def _author(message: StoredMessage) -> PeerId | None:
    """Return who wrote the answer that a message tells of."""
    content = decode_content(message.content)
    if message.peer_id != peer_of_user(REPLIES_USER) or not isinstance(content, types.Message):
        return None
    told = content.fwd_from
    if not isinstance(told, types.MessageFwdHeader) or told.from_id is None:
        return None
    author = from_tl_peer(told.from_id)
    return author if is_user(author) else None
