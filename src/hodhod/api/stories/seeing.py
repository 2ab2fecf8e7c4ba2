"""stories.readStories, incrementStoryViews, sendReaction, activateStealthMode, links, reports.

Source: https://core.telegram.org/api/stories
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories import links, report, seen, stealth
from hodhod.actions.stories.access import access_story_peer
from hodhod.actions.stories.react import react
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.report import reason_of
from hodhod.tl import functions, types


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
async def report_stories(
    app: App, caller: Caller, request: functions.stories.Report
) -> types.TypeReportResult:
    """Report stories: reasons are asked for first; old clients name one at once."""
    peer = await access_story_peer(app, caller, request.peer)
    if request.reason is not None:
        await report.report_stories(
            app,
            caller,
            peer,
            request.id,
            reason=reason_of(request.reason),
            comment=request.message,
        )
        return types.ReportResultReported()
    return await report.ask_or_report(
        app, caller, peer, request.id, option=request.option or b"", comment=request.message
    )
