"""A worker: all that serves clients in one process. There is one of them, or a crew of them.

store, bus, media, codes → gateway → HTTP → serves
"""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from hodhod.actions.app import App
from hodhod.actions.updates.lost import Lost
from hodhod.actions.updates.render import render, render_for_all
from hodhod.api import handlers
from hodhod.api.dispatch import Dispatcher
from hodhod.botapi.father.account import make_father
from hodhod.botapi.server import bring_updates
from hodhod.botapi.server import routes as bot_routes
from hodhod.botapi.updates.hub import Hub
from hodhod.domain.ids import SERVICE_USER
from hodhod.domain.policy import Policy
from hodhod.gateway import Gateway, Ports
from hodhod.gateway.homes import Homes, NoHomes
from hodhod.gateway.ports import Compute
from hodhod.gateway.web import routes
from hodhod.ops.arithmetic import arithmetic
from hodhod.ops.folder import DataFolder
from hodhod.ops.keys import ServerKeys
from hodhod.ops.landing import landing_page
from hodhod.ops.metrics import Metrics
from hodhod.ops.neighbourhood import (
    Neighbourhood,
    is_neighbour,
    neighbourhood,
    socket_of,
)
from hodhod.ops.policy import gateway_limits_of
from hodhod.ops.ports import Address, bind
from hodhod.ops.settings import Settings
from hodhod.ops.upkeep import chores, keep_up
from hodhod.ops.web import Visitors, make_runner, make_web
from hodhod.ops.web_client import built_client, client_routes, server_config
from hodhod.ops.wiring import Neighbours, open_app
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeys

GC_AFTER: Final = 20_000
"""New objects after which the collector looks for circles among them: requests make few."""

READY_LIMIT_S: Final = 2.0
"""How long /ready waits for the database."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker is told: everything that is the same for all, and which one it is.

    Attributes:
        folder: The data.
        settings: What the operator set.
        policy: What follows from it.
        dsn: The database.
        mtproto: Where MTProto is listened for.
        http: Where HTTP is listened for.
        shared: Whether other processes listen there as well.
        neighbours: The workers of this machine, and which of them this is; None if it is alone.
    """

    folder: DataFolder
    settings: Settings
    policy: Policy
    dsn: str
    mtproto: Address
    http: Address
    shared: bool
    neighbours: Neighbours | None = None


@asynccontextmanager
async def working(
    place: Place, keys: ServerKeys, *, show: Callable[[str], None]
) -> AsyncIterator[None]:
    """Serve clients for as long as the body lasts.

    Args:
        place: What there is to know.
        keys: The server's.
        show: Where login codes are shown if no provider carries them.

    Raises:
        StoreUnavailable: The database does not answer.
        OSError: An address cannot be listened on.
    """
    settings, policy = place.settings, place.policy
    handlers.load()
    metrics = Metrics()
    async with AsyncExitStack() as opened:
        app = await opened.enter_async_context(
            open_app(
                place.folder,
                settings,
                place.dsn,
                policy=policy,
                observer=metrics,
                show=show,
                neighbours=place.neighbours,
            )
        )
        if place.neighbours is None:
            await make_father(app)
        auth_keys = AuthKeys(app.store.main, keys.secret)
        opened.push_async_callback(auth_keys.close)
        others = None
        if place.neighbours is not None:
            others = await opened.enter_async_context(neighbourhood(place.neighbours))
        computing = await opened.enter_async_context(arithmetic())
        gateway = _gateway(
            app, auth_keys, keys, settings, homes=others or NoHomes(), compute=computing.run
        )
        visitors = Visitors.of(settings.http.metrics_from, settings.http.trusted_proxies)
        page = landing_page(
            name=settings.server.name,
            address=_shown(policy.endpoints[0].host, policy.endpoints[0].port),
            fingerprint=keys.rsa.public.fingerprint_hex,
            pem=keys.rsa.public.pem(),
        )
        hub = Hub(app)
        webhooks = bring_updates(app, hub)
        config = server_config(
            name=settings.server.name,
            dc_id=policy.dc_id,
            key=keys.rsa.public.pem(),
            region=policy.default_region,
        )
        web_app = make_web(
            visitors=visitors,
            metrics=functools.partial(_all_metrics, metrics, others),
            landing=lambda: page,
            ready=functools.partial(_answers, app),
            routes=[
                *routes(gateway, visitors.address, is_neighbour),
                *bot_routes(app, hub),
                *client_routes(built_client(), config),
            ],
        )
        runner = make_runner(web_app)
        await runner.setup()
        opened.push_async_callback(runner.cleanup)
        opened.push_async_callback(gateway.stop)
        opened.callback(hub.close)
        await gateway.start()
        metrics.watch_gateway(gateway)
        metrics.watch_store(app.store)
        for work, name in (
            (metrics.measure_lag(), "loop lag"),
            (keep_up(chores(app, auth_keys)), "upkeep"),
            (webhooks.run(), "webhooks"),
        ):
            opened.push_async_callback(_end, asyncio.create_task(work, name=name))
        gateway.listen(bind(*place.mtproto, share=place.shared))
        await web.SockSite(runner, bind(*place.http, share=place.shared)).start()
        if place.neighbours is not None:
            await _listen_to_neighbours(runner, place.neighbours)
        # What has been made so far stays: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GC_AFTER, *gc.get_threshold()[1:])
        yield


def _gateway(
    app: App,
    auth_keys: AuthKeys,
    keys: ServerKeys,
    settings: Settings,
    *,
    homes: Homes,
    compute: Compute,
) -> Gateway:
    ports = Ports(
        auth_keys=auth_keys,
        authorizations=app.store.authorizations,
        online=app.store.online,
        bus=app.bus,
        dispatcher=Dispatcher(app),
        render=functools.partial(render, app),
        broadcast=functools.partial(render_for_all, app),
        memberships=app.store.chats,
        log=Lost(app),
        homes=homes,
        compute=compute,
        line=app.line,
        crowded=lambda: app.store.lane.crowded,
        clock=app.clock,
        entropy=app.entropy,
    )
    return Gateway(
        ports,
        [keys.rsa],
        limits=gateway_limits_of(settings),
        old_rsa_padding=settings.gateway.old_rsa_padding,
    )


async def _listen_to_neighbours(runner: web.AppRunner, neighbours: Neighbours) -> None:
    path = socket_of(neighbours.folder, neighbours.node)
    # One that was killed has left its socket behind.
    path.unlink(missing_ok=True)
    await web.UnixSite(runner, path).start()


async def _all_metrics(metrics: Metrics, others: Neighbourhood | None, own: bool) -> bytes:
    """Return the metrics of all workers, or of this one alone."""
    text = metrics.text()
    return text if own or others is None else await others.metrics(text)


async def _answers(app: App) -> bool:
    """Tell whether the database answers."""
    try:
        async with asyncio.timeout(READY_LIMIT_S):
            await app.store.users.get(SERVICE_USER)
    except (StoreUnavailable, TimeoutError):
        return False
    return True


async def _end(task: asyncio.Task[None]) -> None:
    """End a task that runs beside; what it died of, if it did, is logged."""
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("%s failed", task.get_name(), exc_info=error)


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
