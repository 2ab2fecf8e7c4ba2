"""A running server: everything opened in order, then served, then drained and closed in reverse.

    keys → database → store, bus, media, codes → gateway → HTTP → "ready"

Whatever was started is stopped, the database included, however the end came.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

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
from hodhod.gateway.web import routes
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.ops.database import own_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.keys import KeyFileError, ServerKeys, make_keys, read_keys, write_once
from hodhod.ops.landing import landing_page
from hodhod.ops.metrics import Metrics
from hodhod.ops.policy import gateway_limits_of, policy_of
from hodhod.ops.ports import AddressInUseError, bind, reserved
from hodhod.ops.settings import Settings, split_address
from hodhod.ops.upkeep import chores, keep_up
from hodhod.ops.web import Visitors, make_runner, make_web
from hodhod.ops.web_client import built_client, client_routes, server_config
from hodhod.ops.wiring import open_app
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeys

GC_AFTER = 20_000
"""New objects after which the collector looks for circles among them: requests make few."""

READY_LIMIT_S = 2.0
"""How long /ready waits for the database."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that serves.

    Attributes:
        mtproto: Where it listens for MTProto.
        http: Where it listens for HTTP.
        key: The public key.
        policy: The operator's choices.
        folder: The data.
        web_client: Whether browsers get the web client.
    """

    mtproto: tuple[str, int]
    http: tuple[str, int]
    key: RsaPublicKey
    policy: Policy
    folder: DataFolder
    web_client: bool


async def serve(
    folder: DataFolder,
    settings: Settings,
    *,
    ready: Callable[[Serving], None],
    show: Callable[[str], None],
) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        folder: The data folder.
        settings: What the operator set.
        ready: Called when requests are answered.
        show: Where login codes are shown if no provider carries them.

    Raises:
        FolderError: The data folder cannot be used.
        KeyFileError: The keys are missing or damaged.
        FolderInUseError: Another server runs on this data.
        DatabaseStartError: The database cannot be started.
        StoreUnavailable: The database does not answer.
        OSError: An address cannot be listened on.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    this = asyncio.current_task()
    assert this is not None

    def end() -> None:
        if stop.is_set():
            this.cancel()  # asked again: no more patience with what is still running
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    async with running(folder, settings, show=show) as serving:
        ready(serving)
        await stop.wait()
        log.info("stopping")


@asynccontextmanager
async def running(
    folder: DataFolder, settings: Settings, *, show: Callable[[str], None]
) -> AsyncIterator[Serving]:
    """Run a server for as long as the body lasts; errors and arguments are those of `serve`."""
    folder.make()
    keys = _keys(folder)
    handlers.load()
    metrics = Metrics()
    async with AsyncExitStack() as opened:
        dsn = await opened.enter_async_context(own_database(folder, settings))
        http_socket = opened.enter_context(bind(*split_address(settings.listen.http)))
        http = _name(http_socket)
        host, wanted = split_address(settings.listen.mtproto)
        port, share = opened.enter_context(reserved(host, wanted))
        policy = policy_of(settings, (host, port), http)
        app = await opened.enter_async_context(
            open_app(folder, settings, dsn, policy=policy, observer=metrics, show=show)
        )
        auth_keys = AuthKeys(app.store.main, keys.secret)
        opened.push_async_callback(auth_keys.close)
        gateway = _gateway(app, auth_keys, keys, settings)
        visitors = Visitors.of(settings.http.metrics_from, settings.http.trusted_proxies)
        page = landing_page(
            name=settings.server.name,
            address=_shown(policy.endpoints[0].host, policy.endpoints[0].port),
            fingerprint=keys.rsa.public.fingerprint_hex,
            pem=keys.rsa.public.pem(),
        )
        await make_father(app)
        hub = Hub(app)
        webhooks = bring_updates(app, hub)
        client = built_client()
        config = server_config(
            name=settings.server.name,
            dc_id=policy.dc_id,
            key=keys.rsa.public.pem(),
            region=policy.default_region,
        )
        web_app = make_web(
            visitors=visitors,
            metrics=metrics,
            landing=lambda: page,
            ready=functools.partial(_answers, app),
            routes=[
                *routes(gateway, visitors.address),
                *bot_routes(app, hub),
                *client_routes(client, config),
            ],
        )
        runner = make_runner(web_app)
        await runner.setup()
        opened.push_async_callback(runner.cleanup)
        opened.push_async_callback(gateway.stop)
        opened.callback(hub.close)
        await gateway.start()
        metrics.watch_gateway(gateway)
        for work, name in (
            (metrics.measure_lag(), "loop lag"),
            (keep_up(chores(app, auth_keys)), "upkeep"),
            (webhooks.run(), "webhooks"),
        ):
            opened.push_async_callback(_end, asyncio.create_task(work, name=name))
        mtproto = await _listen(gateway, host, port, share=share)
        await web.SockSite(runner, http_socket).start()
        # What has been made so far stays: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GC_AFTER, *gc.get_threshold()[1:])
        yield Serving(mtproto, http, keys.rsa.public, policy, folder, web_client=bool(client))


def _keys(folder: DataFolder) -> ServerKeys:
    if not folder.keys.exists() and folder.database.exists():
        raise KeyFileError(
            f"{folder.keys} is missing, and without it what is in {folder.database} is of no use: "
            "take it from a backup"
        )
    make_keys(folder.keys)
    keys = read_keys(folder.keys)
    write_once(folder.public_key, keys.rsa.public.pem().encode(), mode=0o644)
    return keys


def _gateway(app: App, auth_keys: AuthKeys, keys: ServerKeys, settings: Settings) -> Gateway:
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
        clock=app.clock,
        entropy=app.entropy,
    )
    return Gateway(
        ports,
        [keys.rsa],
        limits=gateway_limits_of(settings),
        old_rsa_padding=settings.gateway.old_rsa_padding,
    )


async def _listen(gateway: Gateway, host: str, port: int, *, share: bool) -> tuple[str, int]:
    try:
        return await gateway.listen(host, port, share_port=share)
    except OSError as error:
        raise AddressInUseError(f"cannot listen on {host}:{port}: {error.strerror}") from error


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


def _name(taken: socket.socket) -> tuple[str, int]:
    host, port, *_ = taken.getsockname()
    return str(host), int(port)


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
