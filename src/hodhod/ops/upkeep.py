"""What has to be done without anybody asking: what is due, and forgetting what nobody needs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hodhod.actions.app import App
from hodhod.actions.auth.sessions import end_unused
from hodhod.actions.bots.ended_logins import EndedLogins
from hodhod.actions.chats.admin_log import forget_old_deeds
from hodhod.actions.chats.ending import clear_ended
from hodhod.actions.chats.ownership import inherit_due
from hodhod.actions.media.upkeep import doom_orphans, forget_unused
from hodhod.actions.messages.due import run_due
from hodhod.actions.messages.read import READ_DATES_S
from hodhod.actions.messages.views import write_views
from hodhod.actions.people.deletion import delete_silent
from hodhod.actions.polls.upkeep import forget_polls
from hodhod.actions.previews.pages import take_up
from hodhod.actions.secret_chats.ending import end_orphans, forget_over
from hodhod.actions.stories.expiry import archive_due
from hodhod.blobs import BlobError
from hodhod.botapi.updates.pulling import KEPT_S
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeys
from hodhod.store.bot_queries import forget_queries
from hodhod.store.bot_updates import forget_old
from hodhod.store.group_reads import clear_group_reads
from hodhod.store.inline_answers import forget_answers
from hodhod.store.outbox_reads import clear_reads
from hodhod.store.update_log import clear_log
from hodhod.store.web_views import forget_views

DUE_S = 1.0
VIEWS_S = 3.0
PAGES_S = 30.0
SWEEP_S = 600.0
UNUSED_S = 6 * 3600.0
DAY_S = 86_400

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that is done again and again. Several nodes may do it at once.

    Attributes:
        name: What the log calls it.
        every_s: Seconds between its end and its next beginning.
        do: Does it. What fails is made up for the next time.
    """

    name: str
    every_s: float
    do: Callable[[], Awaitable[object]]


def chores(app: App, auth_keys: AuthKeys) -> list[Chore]:
    """Return all there is to do."""

    async def forget_updates() -> None:
        for shard in app.store.shards:
            await clear_log(shard, app.now - app.policy.log_days * DAY_S)
            await forget_old(shard, app.now - KEPT_S)
            await clear_reads(shard, app.now - READ_DATES_S)
            await clear_group_reads(shard, app.now - READ_DATES_S)

    return [
        Chore("logins that were ended", DUE_S, EndedLogins(app).hear),
        Chore("messages that are due", DUE_S, partial(run_due, app)),
        Chore("views of posts", VIEWS_S, partial(write_views, app)),
        Chore("pages that messages wait for", PAGES_S, partial(take_up, app)),
        Chore("stories whose time is over", DUE_S, partial(archive_due, app)),
        Chore("expired keys", SWEEP_S, lambda: auth_keys.delete_expired(app.now)),
        Chore(
            "what bots did not answer",
            SWEEP_S,
            lambda: forget_queries(app.store.main, app.now),
        ),
        Chore(
            "what bots have offered",
            SWEEP_S,
            lambda: forget_answers(app.store.main, app.now),
        ),
        Chore(
            "pages of bots that were closed",
            SWEEP_S,
            lambda: forget_views(app.store.main, app.now),
        ),
        Chore("attempts and codes", SWEEP_S, lambda: app.store.sign_in.sweep(app.now)),
        Chore("abandoned uploads", SWEEP_S, lambda: app.blobs.uploads.sweep(app.now)),
        Chore("files that nobody needs", SWEEP_S, partial(forget_unused, app)),
        Chore("blobs that nobody needs", DAY_S, partial(doom_orphans, app)),
        Chore("polls that nobody shows", SWEEP_S, partial(forget_polls, app)),
        Chore("chats that were deleted", SWEEP_S, partial(clear_ended, app)),
        Chore("chats whose owners have left", SWEEP_S, partial(inherit_due, app)),
        Chore("old deeds of admins", SWEEP_S, partial(forget_old_deeds, app)),
        Chore("old updates", SWEEP_S, forget_updates),
        Chore("unused logins", UNUSED_S, partial(end_unused, app)),
        Chore("silent accounts", UNUSED_S, partial(delete_silent, app)),
        Chore("secret chats that are over", SWEEP_S, partial(forget_over, app)),
        Chore("secret chats of devices that are gone", SWEEP_S, partial(end_orphans, app)),
    ]


async def keep_up(work: Sequence[Chore]) -> None:
    """Do the chores until cancelled, each first after its time: a start has enough to do."""
    async with asyncio.TaskGroup() as tasks:
        for chore in work:
            tasks.create_task(_repeat(chore), name=chore.name)


async def do_once(chore: Chore) -> bool:
    """Do a chore; return whether it could be done. What it raises is logged."""
    try:
        await chore.do()
    except (StoreUnavailable, BlobError) as error:
        log.warning("%s: %s", chore.name, error)
        return False
    except Exception:
        log.exception("%s failed", chore.name)
        return False
    return True


async def _repeat(chore: Chore) -> None:
    wait_s = chore.every_s
    while True:
        await asyncio.sleep(wait_s)
        done = await do_once(chore)
        # While it cannot be done, the log need not say so every second.
        wait_s = chore.every_s if done else min(max(2 * wait_s, 10.0), SWEEP_S)
