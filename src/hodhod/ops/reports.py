"""What people reported, as the operator reads it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from hodhod.ops.cli import CommandError
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store import Store
from hodhod.store.reports import Report, close_report, reports_after


async def show_all(
    folder: DataFolder, settings: Settings, show: Callable[[str], None], *, closed: bool
) -> None:
    """Show reports, oldest first."""
    async with _store(folder, settings) as store:
        after = 0
        while found := await reports_after(store.main, after, closed=closed):
            for one in found:
                show(described(one))
            after = found[-1].report_id


async def close(folder: DataFolder, settings: Settings, report_id: int) -> None:
    """Be done with a report.

    Raises:
        CommandError: There is no such open one.
    """
    async with _store(folder, settings) as store:
        if not await close_report(store.main, report_id, int(time.time())):
            raise CommandError(f"there is no open report {report_id}")


def described(report: Report) -> str:
    """Return a report as text: a line of facts separated by tabs, and its words below."""
    date = f"{datetime.fromtimestamp(report.date, UTC):%Y-%m-%d %H:%M}"
    ids = ",".join(map(str, report.ids)) or "-"
    facts = [
        str(report.report_id),
        date,
        report.reason,
        report.subject,
        f"about {report.peer_id}",
        f"ids {ids}",
        f"by {report.reporter_id}",
        *(["closed"] if report.closed_at is not None else []),
    ]
    said = [f"  said: {' '.join(report.comment.split())}"] if report.comment else []
    return "\n".join(["\t".join(facts), *said, *(f"  | {one}" for one in report.text.splitlines())])


@asynccontextmanager
async def _store(folder: DataFolder, settings: Settings) -> AsyncIterator[Store]:
    async with reach_database(folder, settings) as dsn:
        store = await Store.open(dsn, shards=settings.database.shards, connections=2)
        try:
            yield store
        finally:
            await store.close()
