"""Reporting stories to the operator, with what they showed then.

Source: https://core.telegram.org/method/stories.report
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.reports.file import EXCERPT_UNITS, EXCERPTS, file_report
from hodhod.actions.stories.access import access_stories
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.report import Reason, next_question
from hodhod.domain.story import StoredStory, decode_content
from hodhod.domain.text import cut
from hodhod.tl import types


async def report_stories(
    app: App,
    caller: Caller,
    peer: PeerId,
    story_ids: Sequence[int],
    *,
    reason: Reason,
    comment: str,
) -> None:
    """Report stories that the caller sees.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, STORY_ID_INVALID, LIMIT_INVALID, PEER_ID_INVALID; 420
            FLOOD_WAIT_N.
    """
    found = await _seen(app, caller, peer, story_ids)
    await file_report(
        app,
        caller,
        peer,
        "stories",
        ids=[one.story_id for one in found],
        reason=reason,
        comment=comment,
        text="\n".join(map(_excerpt, found[:EXCERPTS])),
    )


async def ask_or_report(
    app: App,
    caller: Caller,
    peer: PeerId,
    story_ids: Sequence[int],
    *,
    option: bytes,
    comment: str,
) -> types.TypeReportResult:
    """Lead a reporter to a reason, and report stories when there is nothing more to ask.

    Raises:
        RpcError: 400 OPTION_INVALID; what report_stories raises.
    """
    asked = next_question(option, comment.strip(), caller.device.lang_code)
    if not isinstance(asked, Reason):
        await _seen(app, caller, peer, story_ids)
        return asked
    await report_stories(app, caller, peer, story_ids, reason=asked, comment=comment)
    return types.ReportResultReported()


async def _seen(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> list[StoredStory]:
    found = await access_stories(app, caller, peer, story_ids)
    if not found:
        raise bad_request("STORY_ID_INVALID")
    return found


def _excerpt(story: StoredStory) -> str:
    content = decode_content(story.content)
    said = " ".join((content.caption or "").split())
    return f"{story.story_id}: {cut(said, EXCERPT_UNITS)} ({content.media.tl_name})"
