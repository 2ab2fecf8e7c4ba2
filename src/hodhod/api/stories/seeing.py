"""stories.readStories, incrementStoryViews, sendReaction, activateStealthMode, links, reports.

Source: https://core.telegram.org/api/stories
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories import links, seen, stealth
from hodhod.actions.stories.access import access_stories, access_story_peer
from hodhod.actions.stories.react import react
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

REASONS = (
    "spam",
    "violence",
    "pornography",
    "child abuse",
    "illegal drugs",
    "personal data",
    "other",
)
"""What may be wrong with a story; a client shows them and names the chosen one."""


@rpc(functions.stories.ReadStories, access=USER)
async def read_stories(
    app: App, caller: Caller, request: functions.stories.ReadStories
) -> list[int]:
    """Note that active stories were seen."""
    peer = await access_story_peer(app, caller, request.peer)
    return await seen.read_up_to(app, caller, peer, request.max_id)


@rpc(functions.stories.IncrementStoryViews, access=USER)
async def increment_story_views(
    app: App, caller: Caller, request: functions.stories.IncrementStoryViews
) -> bool:
    """Note that stories of a profile were looked at."""
    peer = await access_story_peer(app, caller, request.peer)
    await seen.count_views(app, caller, peer, request.id)
    return True


@rpc(functions.stories.SendReaction, access=USER)
async def send_reaction(
    app: App, caller: Caller, request: functions.stories.SendReaction
) -> types.TypeUpdates:
    """Say what one feels about a story."""
    peer = await access_story_peer(app, caller, request.peer)
    return await react(app, caller, peer, request.story_id, request.reaction)


@rpc(functions.stories.ActivateStealthMode, access=USER)
async def activate_stealth_mode(
    app: App, caller: Caller, request: functions.stories.ActivateStealthMode
) -> types.TypeUpdates:
    """See stories unseen for a while."""
    return await stealth.activate(app, caller, past=request.past, future=request.future)


@rpc(functions.stories.ExportStoryLink, access=USER)
async def export_story_link(
    app: App, caller: Caller, request: functions.stories.ExportStoryLink
) -> types.ExportedStoryLink:
    """Return the link to a story."""
    peer = await access_story_peer(app, caller, request.peer)
    return types.ExportedStoryLink(link=await links.story_link(app, caller, peer, request.id))


@rpc(functions.stories.Report, access=USER)
async def report(
    app: App, caller: Caller, request: functions.stories.Report
) -> types.TypeReportResult:
    """Complain about stories: the reason is asked for first, then the complaint is kept."""
    peer = await access_story_peer(app, caller, request.peer)
    if request.reason is not None:
        reason = type(request.reason).__name__.removeprefix("InputReportReason").lower()
    elif not request.option:
        if not await access_stories(app, caller, peer, request.id):
            raise bad_request("STORY_ID_INVALID")
        return types.ReportResultChooseOption(
            title="Report",
            options=[
                types.MessageReportOption(text=one.capitalize(), option=one.encode())
                for one in REASONS
            ],
        )
    else:
        reason = request.option.decode("utf-8", "replace")
        if reason not in REASONS:
            raise bad_request("OPTION_INVALID")
    await links.report_stories(
        app, caller, peer, request.id, reason=reason, message=request.message
    )
    return types.ReportResultReported()
