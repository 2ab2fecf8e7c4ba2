"""What has to be done now and then: forgetting what nobody needs any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping

from hodhod.actions.app import App
from hodhod.blobs import BlobError
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeys
from hodhod.store.update_log import clear_log

EVERY_S = 600.0
"""Between two rounds. A round that fails is made up for by the next."""

DAY_S = 86_400

log = logging.getLogger(__name__)


async def keep_up(app: App, auth_keys: AuthKeys) -> None:
    """Do the rounds until cancelled, the first after a while: a start has enough to do."""
    while True:
        await asyncio.sleep(EVERY_S)
        await one_round(app, auth_keys)


async def one_round(app: App, auth_keys: AuthKeys) -> None:
    """Do everything once; what one part cannot do keeps no other from its work."""
    oldest = app.now - app.policy.log_days * DAY_S
    work: Mapping[str, Awaitable[object]] = {
        "expired keys": auth_keys.delete_expired(app.now),
        "attempts and codes": app.store.sign_in.sweep(app.now),
        "abandoned uploads": app.blobs.uploads.sweep(app.now),
        **{
            f"old updates of {shard.schema}": clear_log(shard, oldest) for shard in app.store.shards
        },
    }
    for name, doing in work.items():
        try:
            await doing
        except (StoreUnavailable, BlobError) as error:
            log.warning("upkeep failed: %s: %s", name, error)
