"""Puts the product's parts together. Nothing else knows all of them."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from hodhod.actions.app import App, Observer
from hodhod.blobs import open_blobs
from hodhod.bus import Bus, LocalBus
from hodhod.bus.nats import NatsBus
from hodhod.bus.neighbours import NeighbourBus
from hodhod.codes import open_codes
from hodhod.codes.mail import open_mail
from hodhod.domain.event import Node
from hodhod.domain.ids import SERVICE_USER
from hodhod.domain.policy import Policy
from hodhod.mtproto.crypto.dh import PRIME
from hodhod.mtproto.crypto.power import power_modulo
from hodhod.ops.folder import DataFolder
from hodhod.ops.keys import read_keys
from hodhod.ops.metrics import Metrics
from hodhod.ops.policy import (
    blob_settings_of,
    codes_settings_of,
    mail_settings_of,
    node_of,
    policy_of,
)
from hodhod.ops.settings import Settings, split_address
from hodhod.previews import PreviewSettings, open_previews
from hodhod.store import Store


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The processes that share a machine's work.

    Attributes:
        nodes: Their names.
        number: Which of them this is.
        folder: Where they find each other's sockets.
    """

    nodes: tuple[Node, ...]
    number: int
    folder: Path

    @property
    def node(self) -> Node:
        """The name of this one."""
        return self.nodes[self.number]


@asynccontextmanager
async def open_app(
    folder: DataFolder,
    settings: Settings,
    dsn: str,
    *,
    policy: Policy | None = None,
    observer: Observer | None = None,
    show: Callable[[str], None] = print,
    neighbours: Neighbours | None = None,
) -> AsyncIterator[App]:
    """Open everything that use-cases need, and close it in the reverse order.

    Args:
        folder: The data folder.
        settings: What the operator set.
        dsn: Address of the database.
        policy: The operator's choices, if they depend on what only a running server knows.
        observer: Where answers are counted.
        show: Where the local provider of login codes writes its lines.
        neighbours: The processes that share this machine's work, if there are several.

    Raises:
        StoreUnavailable: The database does not answer.
        MigrationError: It belongs to another version of the program.
        KeyFileError: The keys are not there.
        OSError: No NATS server answers, or the media's folder cannot be made.
    """
    if policy is None:
        listen = settings.listen
        policy = policy_of(settings, split_address(listen.mtproto), split_address(listen.http))
    share = 1 if neighbours is None else len(neighbours.nodes)
    async with AsyncExitStack() as opened:
        store = await Store.open(
            dsn, shards=settings.database.shards, connections=settings.database.connections
        )
        opened.push_async_callback(store.close)
        await store.users.create_service(SERVICE_USER, settings.server.name, int(time.time()))
        bus = await _open_bus(settings, neighbours)
        opened.push_async_callback(bus.close)
        blobs = await opened.enter_async_context(open_blobs(blob_settings_of(settings, folder)))
        previews = await opened.enter_async_context(
            open_previews(PreviewSettings(enabled=settings.previews.enabled))
        )
        codes = await opened.enter_async_context(
            open_codes(codes_settings_of(settings, share), clock=time.time, show=show)
        )
        yield App(
            store=store,
            bus=bus,
            blobs=blobs,
            previews=previews,
            codes=codes,
            policy=policy,
            secret=read_keys(folder.keys).secret,
            clock=time.time,
            entropy=os.urandom,
            observer=observer or Metrics(),
            power=power_modulo(PRIME),
            mail=open_mail(mail_settings_of(settings)),
        )


async def _open_bus(settings: Settings, neighbours: Neighbours | None) -> Bus:
    node = node_of(settings) if neighbours is None else neighbours.node
    if settings.bus.nats:
        return await NatsBus.connect(node, settings.bus.nats)
    if neighbours is None:
        return LocalBus(node)
    return await NeighbourBus.open(node, neighbours.folder, neighbours.nodes)
