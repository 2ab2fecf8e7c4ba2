"""The bus of a single node: no network, the same behaviour."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from hodhod.bus.port import Handler, is_for
from hodhod.domain.event import Event, Node

log = logging.getLogger(__name__)


class Handlers:
    """Those on this node who want to hear of events."""

    __slots__ = ("_handlers",)

    def __init__(self) -> None:
        self._handlers: list[Handler] = []

    def add(self, handler: Handler) -> Callable[[], None]:
        """Let a handler see events; return what ends that."""
        self._handlers.append(handler)

        def remove() -> None:
            if handler in self._handlers:
                self._handlers.remove(handler)

        return remove

    def tell(self, event: Event) -> None:
        """Call the handlers; one that fails does not keep the event from the others."""
        for handler in list(self._handlers):
            try:
                handler(event)
            except Exception:
                log.exception("a handler of events failed", extra={"event": type(event).__name__})


class LocalBus:
    """A bus that reaches this node only.

    Args:
        node: Its name.
    """

    def __init__(self, node: Node = "local") -> None:
        self._node = node
        self._handlers = Handlers()
        self._closed = False

    @property
    def node(self) -> Node:
        """This node's own name."""
        return self._node

    async def publish(self, events: Iterable[Event]) -> None:
        """Tell the handlers what has happened."""
        if self._closed:
            return
        for event in events:
            if is_for(event, self._node):
                self._handlers.tell(event)

    def subscribe(self, handler: Handler) -> Callable[[], None]:
        """Let a handler see every event for this node; return what ends that."""
        return self._handlers.add(handler)

    async def close(self) -> None:
        """Take no more."""
        self._closed = True
