"""Connections, sessions, requests and the delivery of updates: MTProto on asyncio."""

from hodhod.gateway.gateway import Gateway, Ports, Stats
from hodhod.gateway.limits import Limits
from hodhod.gateway.ports import Log, NoLog, NoPresence, Presence

__all__ = ["Gateway", "Limits", "Log", "NoLog", "NoPresence", "Ports", "Presence", "Stats"]
