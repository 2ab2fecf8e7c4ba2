"""A running server: everything opened in order, then served, then drained and closed in reverse.

    keys → database → addresses → what there has to be from the first start on
         → a worker in this process, or a crew of them → "ready"

Whatever was started is stopped, the database included, however the end came.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from hodhod.botapi.father.account import make_father
from hodhod.domain.event import Node
from hodhod.domain.policy import Policy
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.ops.crew import crew
from hodhod.ops.database import own_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.keys import KeyFileError, ServerKeys, make_keys, read_keys, write_once
from hodhod.ops.policy import node_of, policy_of
from hodhod.ops.ports import Address, reserved
from hodhod.ops.settings import Settings, split_address
from hodhod.ops.web_client import built_client
from hodhod.ops.wiring import open_app
from hodhod.ops.worker import Place, working

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
        workers: How many processes serve.
    """

    mtproto: Address
    http: Address
    key: RsaPublicKey
    policy: Policy
    folder: DataFolder
    web_client: bool
    workers: int


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
        CrewError: A worker does not start.
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
    nodes = nodes_of(settings)
    several = len(nodes) > 1
    async with AsyncExitStack() as opened:
        dsn = await opened.enter_async_context(own_database(folder, settings))
        listen = settings.listen
        http, http_shared = opened.enter_context(
            reserved(split_address(listen.http), share=several)
        )
        mtproto, mtproto_shared = opened.enter_context(
            reserved(split_address(listen.mtproto), share=several)
        )
        place = Place(
            folder=folder,
            settings=settings,
            policy=policy_of(settings, mtproto, http),
            dsn=dsn,
            mtproto=mtproto,
            http=http,
            shared=http_shared or mtproto_shared,
        )
        if several:
            await _prepare(place)
        serve_all = crew(place, nodes) if several else working(place, keys, show=show)
        await opened.enter_async_context(serve_all)
        yield Serving(
            mtproto,
            http,
            keys.rsa.public,
            place.policy,
            folder,
            web_client=bool(built_client()),
            workers=len(nodes),
        )


def nodes_of(settings: Settings) -> tuple[Node, ...]:
    """Return the names of this machine's workers: as many as set, or as there are cores for us."""
    name = node_of(settings)
    # Elsewhere a shared port is not dealt out evenly.
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    count = settings.gateway.workers or cores
    return (name, *(f"{name}-{number}" for number in range(1, count)))


async def _prepare(place: Place) -> None:
    """Do once, before there are several, what a worker alone does itself."""
    async with open_app(place.folder, place.settings, place.dsn, policy=place.policy) as app:
        await make_father(app)


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
