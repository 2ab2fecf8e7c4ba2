"""What the rest of the product knows of the bus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from hodhod.domain.event import AuthorizationChanged, Event, Node, Notice

Handler: TypeAlias = Callable[[Event], None]
"""Takes an event, in the event loop; it must not wait and should not raise."""


class Bus(Protocol):
    """The way from a committed change to the nodes that hold someone whom it concerns."""

    @property
    def node(self) -> Node:
        """This node's own name."""

    async def publish(self, events: Iterable[Event]) -> None:
        """Tell nodes what has happened, in this order; call it after the commit.

        The handlers of this node have run when it returns: a client that has its answer never meets
        a node that has not heard of it. Never raises for an outage: events are hints.

        Args:
            events: BoxEvents and Notices go to the nodes they name; to all go changes of
                authorizations, and Notices that name a key and no node.
        """

    def subscribe(self, handler: Handler) -> Callable[[], None]:
        """Let a handler see every event for this node; return what ends that."""

    async def close(self) -> None:
        """Hand over what is on its way, and take no more."""


def is_for_all(event: Event) -> bool:
    """Tell whether every node is to hear of an event."""
    if isinstance(event, Notice):
        # Nobody knows where a key that is not logged in is connected.
        return event.only_auth_key is not None and not event.nodes
    return isinstance(event, AuthorizationChanged)


def is_for(event: Event, node: Node) -> bool:
    """Tell whether a node is to hear of an event."""
    return is_for_all(event) or node in event_nodes(event)


def event_nodes(event: Event) -> tuple[Node, ...]:
    """Return the nodes that an event names."""
    return () if isinstance(event, AuthorizationChanged) else event.nodes
