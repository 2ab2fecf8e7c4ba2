"""Events between nodes: hints, since the truth is in the store and clients recover what is lost.

publish([event, …]) ──► own node: its handlers, before publish returns
                   └──► other nodes: over NATS, at some time, or never
"""

from hodhod.bus.local import LocalBus
from hodhod.bus.port import Bus, Handler

__all__ = ["Bus", "Handler", "LocalBus"]
