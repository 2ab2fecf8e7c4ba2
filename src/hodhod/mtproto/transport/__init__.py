"""From the bytes of a connection to payloads, and back.

    first bytes → detect → (obfuscated →) abridged | intermediate | padded | full | http
                                             header → limit → payload → Packet

Source: https://core.telegram.org/mtproto/mtproto-transports
"""

from hodhod.mtproto.transport.client import ClientTransport, TransportName
from hodhod.mtproto.transport.events import (
    ClientEvent,
    ErrorFrame,
    HttpReply,
    LargeFrame,
    Packet,
    QuickAck,
    ServerEvent,
)
from hodhod.mtproto.transport.server import ServerTransport

__all__ = [
    "ClientEvent",
    "ClientTransport",
    "ErrorFrame",
    "HttpReply",
    "LargeFrame",
    "Packet",
    "QuickAck",
    "ServerEvent",
    "ServerTransport",
    "TransportName",
]
