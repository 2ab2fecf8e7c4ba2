from __future__ import annotations

import pytest

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import ErrorFrame, HttpReply, Packet
from hodhod.mtproto.transport.http import HEADERS_MAX
from tests.mtproto.transport.wires import Wire, client_events, encrypted, server

BODY = encrypted()


def post(body: bytes = BODY, path: str = "/api", extra: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: a\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def status_of(data: bytes) -> int:
    transport = server()
    transport.receive(data)
    reply = transport.next_event()
    assert isinstance(reply, HttpReply)
    assert reply.close
    return int(reply.data[9:12])


@pytest.mark.parametrize("path", ["/api", "/apiw", "/apiw1", "/api1"])
def test_a_post_carries_a_message(path: str) -> None:
    transport = server()
    transport.receive(post(path=path))
    assert transport.next_event() == Packet(BODY)
    assert transport.is_http


def test_the_length_is_the_last_header_because_telethon_reads_the_body_after_it() -> None:
    transport = server()
    transport.receive(post())
    transport.next_event()
    head, _, body = transport.pack(b"answer").partition(b"\r\n\r\n")
    assert head.split(b"\r\n")[-1] == b"Content-Length: 6"
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert body == b"answer"


def test_the_next_request_waits_for_the_answer_to_this_one() -> None:
    transport = server()
    transport.receive(post(encrypted(3)) + post(encrypted(4)))
    assert transport.next_event() == Packet(encrypted(3))
    assert transport.next_event() is None
    transport.pack(b"")
    assert transport.next_event() == Packet(encrypted(4))


def test_a_client_that_never_waits_is_cut_off() -> None:
    transport = server()
    transport.receive(post())
    transport.next_event()
    transport.receive(post() * (HEADERS_MAX // len(post()) + 1))
    with pytest.raises(FrameError):
        transport.next_event()


def test_nothing_is_said_that_was_not_asked_for() -> None:
    transport = server()
    transport.receive(post())
    transport.next_event()
    transport.pack(b"")
    assert not transport.can_write
    with pytest.raises(ValueError, match="no request"):
        transport.pack(BODY)


def test_browsers_may_ask_for_leave_and_go_on() -> None:
    transport = server()
    transport.receive(b"OPTIONS /apiw1 HTTP/1.1\r\nOrigin: https://a\r\n\r\n" + post())
    reply = transport.next_event()
    assert isinstance(reply, HttpReply)
    assert not reply.close
    assert reply.data.startswith(b"HTTP/1.1 200 OK\r\n")
    assert reply.data.count(b"Access-Control-Allow-Origin: *\r\n") == 1
    assert b"Access-Control-Allow-Methods: POST, OPTIONS\r\n" in reply.data
    assert transport.next_event() == Packet(BODY)


def test_errors_are_bare_statuses() -> None:
    transport = server()
    transport.receive(post())
    transport.next_event()
    data = transport.pack_error(-404)
    assert data.startswith(b"HTTP/1.1 404 Not Found\r\n")
    assert data.endswith(b"Content-Length: 0\r\n\r\n")
    assert client_events(Wire("http").client(), [data]) == [ErrorFrame(-404)]


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 405),
        (b"HEAD /api HTTP/1.1\r\n\r\n", 405),
        (post(path="/"), 404),
        (post(b""), 411),
        (post(extra="Content-Length: 4\r\n"), 400),
        (post(extra="Transfer-Encoding: chunked\r\n"), 400),
        (b"POST /api HTTP/1.1\r\nContent-Length: -4\r\n\r\n", 400),
        (b"POST /api HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n", 400),
        (b"POST /api\r\n\r\n", 405),
        (b"OPTIONS /api HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody", 405),
        (b"POST /api HTTP/1.1\r\n" + b"a: b\r\n" * 2000, 431),
    ],
)
def test_a_request_that_is_none_of_ours_is_refused(request_bytes: bytes, status: int) -> None:
    assert status_of(request_bytes) == status


def test_after_a_refusal_nothing_more_is_read() -> None:
    transport = server()
    transport.receive(b"GET / HTTP/1.1\r\n\r\n" + post())
    assert isinstance(transport.next_event(), HttpReply)
    for _ in range(3):
        assert transport.next_event() is None
        transport.receive(post())
    assert not transport.mid_frame
