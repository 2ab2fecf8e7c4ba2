"""Reporting somebody, a photo, messages or a reaction: written down for the operator.

What was reported is kept as it was then, because its author may take it away.

Source: https://core.telegram.org/api/report
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.actions.media.files import access_photo
from hodhod.actions.messages.reach import box_of, checked_ids
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.report import COMMENT_UNITS, Reason, next_question
from hodhod.domain.text import cut, strip_controls
from hodhod.store.reports import Report, insert_report
from hodhod.tl import types

PER_DAY = 100
"""Reports of one person in a day."""

EXCERPT_UNITS = 500
"""UTF-16 units that are kept of a reported message."""

EXCERPTS = 20
"""Messages of one report whose text is kept."""


async def report_peer(app: App, caller: Caller, peer: PeerId, reason: Reason, comment: str) -> None:
    """Report a chat or somebody.

    Raises:
        RpcError: 400 PEER_ID_INVALID for oneself; 420 FLOOD_WAIT_N.
    """
    await file_report(app, caller, peer, "peer", reason=reason, comment=comment)


async def report_photo(
    app: App,
    caller: Caller,
    peer: PeerId,
    photo: types.TypeInputPhoto,
    *,
    reason: Reason,
    comment: str,
) -> None:
    """Report a profile photo.

    Raises:
        RpcError: 400 PHOTO_INVALID, PEER_ID_INVALID; 420 FLOOD_WAIT_N.
    """
    file = await access_photo(app, photo)
    await file_report(
        app, caller, peer, "photo", ids=[file.file_id], reason=reason, comment=comment
    )


async def report_messages(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_ids: Sequence[int],
    *,
    reason: Reason,
    comment: str,
    subject: str = "messages",
    author: PeerId | None = None,
) -> None:
    """Report messages of a chat, all of one author if one is given.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, LIMIT_INVALID, PEER_ID_INVALID; 420 FLOOD_WAIT_N.
    """
    messages = await _messages(app, caller, peer, msg_ids)
    if author is not None and any(one.from_id != author for one in messages):
        raise bad_request("MESSAGE_ID_INVALID")
    await file_report(
        app,
        caller,
        peer,
        subject,
        ids=[one.msg_id for one in messages],
        reason=reason,
        comment=comment,
        text="\n".join(map(_excerpt, messages[:EXCERPTS])),
    )


async def ask_or_report(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_ids: Sequence[int],
    *,
    option: bytes,
    comment: str,
) -> types.TypeReportResult:
    """Lead a reporter to a reason, and report messages when there is nothing more to ask.

    Raises:
        RpcError: 400 OPTION_INVALID; what report_messages raises.
    """
    asked = next_question(option, comment.strip(), caller.device.lang_code)
    if not isinstance(asked, Reason):
        await _messages(app, caller, peer, msg_ids)
        return asked
    await report_messages(app, caller, peer, msg_ids, reason=asked, comment=comment)
    return types.ReportResultReported()


async def report_spam(app: App, caller: Caller, peer: PeerId) -> None:
    """Report a chat as spam.

    Raises:
        RpcError: 400 PEER_ID_INVALID for oneself; 420 FLOOD_WAIT_N.
    """
    dialog = await app.store.dialogs.get(caller.box, peer)
    ids = [] if dialog.top_message is None else [dialog.top_message]
    newest = await app.store.messages.by_ids(box_of(caller, peer), ids)
    await file_report(
        app,
        caller,
        peer,
        "spam",
        ids=list(newest),
        reason=Reason.SPAM,
        text="\n".join(map(_excerpt, newest.values())),
    )


async def report_reaction(
    app: App, caller: Caller, peer: PeerId, msg_id: int, reacting: PeerId
) -> None:
    """Report somebody's reaction to a message.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, PEER_ID_INVALID; 420 FLOOD_WAIT_N.
    """
    (message,) = await _messages(app, caller, peer, [msg_id])
    await file_report(
        app,
        caller,
        reacting,
        "reaction",
        ids=[message.msg_id],
        reason=Reason.OTHER,
        text=_excerpt(message),
    )


async def _messages(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]
) -> list[StoredMessage]:
    wanted = checked_ids(msg_ids)
    found = await app.store.messages.by_ids(box_of(caller, peer), wanted) if wanted else {}
    if not wanted or any(one not in found or found[one].peer_id != peer for one in wanted):
        raise bad_request("MESSAGE_ID_INVALID")
    return [found[one] for one in wanted]


def _excerpt(message: StoredMessage) -> str:
    content = decode_content(message.content)
    if not isinstance(content, types.Message):
        return f"{message.from_id}: ({content.action.tl_name})"
    media = "" if content.media is None else f" ({content.media.tl_name})"
    said = " ".join(strip_controls(content.message).split())
    return f"{message.from_id}: {cut(said, EXCERPT_UNITS)}{media}"


async def file_report(
    app: App,
    caller: Caller,
    peer: PeerId,
    subject: str,
    *,
    reason: Reason,
    ids: Sequence[int] = (),
    comment: str = "",
    text: str = "",
) -> None:
    """Keep a report of something in a chat.

    Args:
        app: The working parts.
        caller: Who reports.
        peer: The chat that it is about.
        subject: What kind of thing it is, as store.reports lists them.
        reason: Why.
        ids: Which of them.
        comment: What the reporter wrote.
        text: What was reported, as it is now.

    Raises:
        RpcError: 400 PEER_ID_INVALID for oneself; 420 FLOOD_WAIT_N.
    """
    if peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    await use(app, f"report:{caller.me}", PER_DAY, window_s=DAY_S)
    report = Report(
        report_id=0,
        reporter_id=caller.me,
        peer_id=peer,
        subject=subject,
        ids=ids,
        reason=reason,
        comment=cut(strip_controls(comment).strip(), COMMENT_UNITS),
        text=text,
        date=app.now,
    )
    await insert_report(app.store.main, report)
