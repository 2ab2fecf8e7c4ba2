"""The bus of a fleet: a NATS cluster between the nodes.

    hodhod.node.<name>   events for one node
    hodhod.all           events for every node

A node listens to these two subjects and to nothing else. NATS keeps nothing: what is published
while a node is away is lost, and its clients find the gap in `pts`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from hodhod.bus.local import Handlers
from hodhod.bus.port import Handler, event_nodes, is_for, is_for_all
from hodhod.bus.wire import pack, unpack
from hodhod.domain.event import Event, Node

log = logging.getLogger(__name__)

ALL: Final = "hodhod.all"

CONNECT_S: Final = 15
"""How long a node that starts waits for the first server to answer."""

RECONNECT_WAIT_S: Final = 1
"""Between two attempts; there is no last one."""

PENDING_BYTES: Final = 8 * 1024 * 1024
"""Kept while there is no connection; what is over it is lost like any hint."""


class NatsBus:
    """A bus that reaches every node of a cluster; made by `connect`."""

    def __init__(self, node: Node, client: Client) -> None:
        self._node = node
        self._client = client
        self._handlers = Handlers()

    @classmethod
    async def connect(cls, node: Node, servers: Sequence[str]) -> NatsBus:
        """Connect to a cluster.

        Args:
            node: This node's name: letters, digits, dash and underline.
            servers: Addresses, `nats://host:port`.

        Raises:
            OSError: None of them answers.
        """
        try:
            async with asyncio.timeout(CONNECT_S):
                client = await nats.connect(
                    servers=list(servers),
                    name=f"hodhod {node}",
                    # Our own handlers hear of our events before publish returns.
                    no_echo=True,
                    reconnect_time_wait=RECONNECT_WAIT_S,
                    max_reconnect_attempts=-1,
                    pending_size=PENDING_BYTES,
                    error_cb=_log_error,
                    disconnected_cb=_log_disconnect,
                    reconnected_cb=_log_reconnect,
                )
        except (NatsError, TimeoutError) as error:
            raise OSError(f"no NATS server answers: {error}") from error
        bus = cls(node, client)
        for subject in (_subject(node), ALL):
            await client.subscribe(subject, cb=bus._receive)
        await client.flush()
        return bus

    @property
    def node(self) -> Node:
        """This node's own name."""
        return self._node

    async def publish(self, events: Iterable[Event]) -> None:
        """Tell the handlers of this node, then the other nodes."""
        by_subject: dict[str, list[Event]] = {}
        for event in events:
            if is_for(event, self._node):
                self._handlers.tell(event)
            if is_for_all(event):
                by_subject.setdefault(ALL, []).append(event)
            for node in event_nodes(event):
                if node != self._node:
                    by_subject.setdefault(_subject(node), []).append(event)
        for subject, concerned in by_subject.items():
            for packet in pack(concerned):
                try:
                    await self._client.publish(subject, packet)
                except NatsError as error:
                    log.warning("an event could not be published: %s", error)

    def subscribe(self, handler: Handler) -> Callable[[], None]:
        """Let a handler see every event for this node; return what ends that."""
        return self._handlers.add(handler)

    async def close(self) -> None:
        """Hand over what is on its way, and disconnect."""
        try:
            await self._client.drain()
        except NatsError as error:
            log.info("NATS was not there to be left: %s", error)

    async def _receive(self, message: Msg) -> None:
        for event in unpack(message.data, self._node):
            self._handlers.tell(event)


def _subject(node: Node) -> str:
    return f"hodhod.node.{node}"


async def _log_error(error: Exception) -> None:
    log.warning("NATS: %s", error)


async def _log_disconnect() -> None:
    log.warning("NATS is gone")


async def _log_reconnect() -> None:
    log.info("NATS is back")
