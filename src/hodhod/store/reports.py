"""What people reported, kept for the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Attributes:
        report_id: Its number, 0 before it is kept.
        reporter_id: Who reported.
        peer_id: The chat that it is about.
        subject: "peer", "photo", "messages", "spam", "reaction" or "stories".
        ids: Messages, photos or stories.
        reason: Why, one of domain.report's reasons.
        comment: What the reporter wrote.
        text: What was reported, as it was then.
        date: Unix seconds.
        closed_at: When the operator was done with it, or None.
    """

    report_id: int
    reporter_id: UserId
    peer_id: PeerId
    subject: str
    ids: Sequence[int]
    reason: str
    comment: str
    text: str
    date: int
    closed_at: int | None = None


async def insert_report(main: Executor, report: Report) -> int:
    """Keep a report; return its number."""
    number = await main.fetchval(
        "insert_report",
        report.reporter_id,
        report.peer_id,
        report.subject,
        list(report.ids),
        report.reason,
        report.comment,
        report.text,
        report.date,
    )
    assert isinstance(number, int)
    return number


async def reports_after(
    main: Executor, after: int, *, closed: bool = False, limit: int = 100
) -> list[Report]:
    """Return reports in their order, those after a number.

    Args:
        main: The statements.
        after: The number of the last one that is known.
        closed: Whether those that the operator is done with are among them.
        limit: How many at most.
    """
    return [Report(**row) for row in await main.fetch("reports_after", after, closed, limit)]


async def close_report(main: Executor, report_id: int, now: int) -> bool:
    """Be done with a report; False when there is no such open one."""
    return await main.execute("close_report", report_id, now) > 0
