"""account.reportPeer, reportProfilePhoto; messages.report*, channels.reportSpam.

Source: https://core.telegram.org/api/report
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.peer_settings import hide_bar
from hodhod.actions.peers.access import access_channel, access_peer
from hodhod.actions.reports import file
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.report import Reason, reason_of
from hodhod.tl import functions, types


@rpc(functions.account.ReportPeer, access=USER)
async def report_peer(app: App, caller: Caller, request: functions.account.ReportPeer) -> bool:
    """Report a chat or somebody."""
    peer = await access_peer(app, caller, request.peer)
    await file.report_peer(app, caller, peer, reason_of(request.reason), request.message)
    return True


@rpc(functions.account.ReportProfilePhoto, access=USER)
async def report_profile_photo(
    app: App, caller: Caller, request: functions.account.ReportProfilePhoto
) -> bool:
    """Report a profile photo."""
    peer = await access_peer(app, caller, request.peer)
    await file.report_photo(
        app,
        caller,
        peer,
        request.photo_id,
        reason=reason_of(request.reason),
        comment=request.message,
    )
    return True


@rpc(functions.messages.Report, access=USER)
async def report(
    app: App, caller: Caller, request: functions.messages.Report
) -> types.TypeReportResult | bool:
    """Report messages: clients of today are asked why, those up to layer 188 say it at once."""
    peer = await access_peer(app, caller, request.peer)
    if tl.result_type(type(request), caller.layer) != "Bool":
        return await file.ask_or_report(
            app,
            caller,
            peer,
            request.id,
            option=request.option or b"",
            comment=request.message,
        )
    reason = Reason.OTHER if request.reason is None else reason_of(request.reason)
    await file.report_messages(
        app, caller, peer, request.id, reason=reason, comment=request.message
    )
    return True


@rpc(functions.messages.ReportSpam, access=USER)
async def report_spam(app: App, caller: Caller, request: functions.messages.ReportSpam) -> bool:
    """Report a chat as spam; the bar above it closes."""
    peer = await access_peer(app, caller, request.peer)
    await file.report_spam(app, caller, peer)
    await hide_bar(app, caller, peer)
    return True


@rpc(functions.messages.ReportReaction, access=USER)
async def report_reaction(
    app: App, caller: Caller, request: functions.messages.ReportReaction
) -> bool:
    """Report somebody's reaction to a message."""
    peer = await access_peer(app, caller, request.peer)
    reacting = await access_peer(app, caller, request.reaction_peer)
    await file.report_reaction(app, caller, peer, request.id, reacting)
    return True


@rpc(functions.channels.ReportSpam, access=USER)
async def report_spam_in_channel(
    app: App, caller: Caller, request: functions.channels.ReportSpam
) -> bool:
    """Report what somebody wrote in a supergroup as spam."""
    seen = await access_channel(app, caller, request.channel)
    author = await access_peer(app, caller, request.participant)
    await file.report_messages(
        app,
        caller,
        seen.chat.peer_id,
        request.id,
        reason=Reason.SPAM,
        comment="",
        subject="spam",
        author=author,
    )
    return True
