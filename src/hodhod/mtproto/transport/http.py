"""MTProto over HTTP: each message a POST, each answer its response.

    POST /api HTTP/1.1             HTTP/1.1 200 OK
    Content-Length: n              …
    ⏎                              Content-Length: m
    payload                        ⏎
                                   payload

Only as much of HTTP/1.1 as this needs: a body has a Content-Length, requests are answered one by
one, errors are bare statuses. Browsers ask for leave (OPTIONS) first, and get it.

Source: https://core.telegram.org/mtproto/transports#http
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.events import HttpReply
from hodhod.mtproto.transport.framing import Head, error_payload

VERBS: Final = frozenset({b"POST", b"OPTI", b"GET ", b"HEAD"})
"""How a connection of HTTP begins."""

HEADERS_MAX: Final = 8192
"""Bytes of a request before its body; browsers send well under 2 kB."""

_END: Final = b"\r\n\r\n"
_CORS: Final = (
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Allow-Methods: POST, OPTIONS\r\n"
    "Access-Control-Allow-Headers: origin, content-type\r\n"
    "Access-Control-Max-Age: 1728000\r\n"
)


class HttpServer:
    """Requests in, responses out; the next request is not read before the answer to this one."""

    __slots__ = ("_answering",)
    name = "http"

    def __init__(self) -> None:
        self._answering = False

    @property
    def answering(self) -> bool:
        """Whether a request waits for its response."""
        return self._answering

    def header(self, buffer: bytearray) -> Head | HttpReply | None:
        """Reads what stands before the body; a request without a message is taken off."""
        if self._answering:
            if len(buffer) > HEADERS_MAX:
                raise FrameError("requests that do not wait for their answers")
            return None
        end = buffer.find(_END, 0, HEADERS_MAX)
        if end < 0:
            return None if len(buffer) < HEADERS_MAX else refuse(431)
        request, *lines = bytes(buffer[:end]).split(b"\r\n")
        headers = _fields(lines)
        verb, path = _request_line(request)
        length = _length(headers)
        if length is None or b"transfer-encoding" in headers:
            return refuse(HTTPStatus.BAD_REQUEST)
        if verb == b"OPTIONS" and not length:
            del buffer[: end + 4]
            return HttpReply(_response(HTTPStatus.OK, b"", _CORS), close=False)
        if verb != b"POST":
            return refuse(HTTPStatus.METHOD_NOT_ALLOWED)
        if not path.startswith(b"/api"):
            return refuse(HTTPStatus.NOT_FOUND)
        if not length:
            return refuse(HTTPStatus.LENGTH_REQUIRED)
        start = end + 4
        return Head(start, length, start + length)

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The body; from now on an answer is due."""
        self._answering = True
        return bytes(buffer[head.start : head.end])

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:  # noqa: ARG002 - has none
        """The response to the request that waits.

        Raises:
            ValueError: None does: HTTP cannot speak first.
        """
        return self._answer(HTTPStatus.OK, payload)

    def pack_quick_ack(self, token: int) -> bytes:  # noqa: ARG002 - has none
        """Nothing."""
        return b""

    def pack_error(self, code: int) -> bytes:
        """A bare status: 404 for −404."""
        return self._answer(-code, b"")

    def _answer(self, status: int, body: bytes) -> bytes:
        if not self._answering:
            raise ValueError("no request waits for an answer")
        self._answering = False
        return _response(status, body)


class HttpClient:
    """Requests out, responses in."""

    __slots__ = ("_host",)
    name = "http"

    def __init__(self, host: str) -> None:
        self._host = host

    def header(self, buffer: bytearray) -> Head | None:
        """Reads what stands before the body."""
        end = buffer.find(_END, 0, HEADERS_MAX)
        if end < 0:
            if len(buffer) < HEADERS_MAX:
                return None
            raise FrameError("headers without an end")
        _, *lines = bytes(buffer[:end]).split(b"\r\n")
        length = _length(_fields(lines))
        if length is None:
            raise FrameError("no length of a response")
        start = end + 4
        return Head(start, length, start + length)

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The body, or the status in the form of an error."""
        status = bytes(buffer[9:12])
        if status == b"200":
            return bytes(buffer[head.start : head.end])
        if not status.isdigit():
            raise FrameError("no status of a response")
        return error_payload(-int(status))

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:  # noqa: ARG002 - has none
        """A request."""
        head = f"POST /api HTTP/1.1\r\nHost: {self._host}\r\nContent-Length: {len(payload)}\r\n\r\n"
        return head.encode() + payload

    def pack_quick_ack(self, token: int) -> bytes:  # noqa: ARG002 - has none
        """Nothing."""
        return b""

    def is_quick_ack(self, buffer: bytearray) -> bool:  # noqa: ARG002 - has none
        """Never."""
        return False

    def quick_ack_token(self, data: bytes) -> int:  # noqa: ARG002 - has none
        """Nothing."""
        return 0

    def pack_error(self, code: int) -> bytes:  # noqa: ARG002 - only servers give up
        """Nothing."""
        return b""


def refuse(status: int) -> HttpReply:
    """The answer to a request that is none of ours, after which the connection ends."""
    return HttpReply(_response(status, b"", "Connection: close\r\n"), close=True)


def _response(status: int, body: bytes, extra: str = "") -> bytes:
    # Telethon 1.x reads the body right after Content-Length, so that has to come last.
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Error"
    cors = "" if extra == _CORS else "Access-Control-Allow-Origin: *\r\n"
    head = (
        f"HTTP/1.1 {status} {phrase}\r\n"
        f"{extra}{cors}"
        "Content-Type: application/octet-stream\r\n"
        "Cache-Control: no-store\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _request_line(line: bytes) -> tuple[bytes, bytes]:
    words = line.split(b" ")
    return (words[0], words[1]) if len(words) == 3 else (b"", b"")


def _fields(lines: list[bytes]) -> dict[bytes, bytes]:
    fields: dict[bytes, bytes] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        name = name.lower()
        # Two lengths that differ are how one request is smuggled inside another.
        fields[name] = value.strip() if name not in fields else fields[name] + b"," + value.strip()
    return fields


def _length(fields: dict[bytes, bytes]) -> int | None:
    value = fields.get(b"content-length", b"0")
    return int(value) if value.isdigit() and len(value) < 10 else None
