import socket

import pytest

from hodhod.ops.ports import AddressInUseError, bind, reserved


def test_an_address_that_is_taken_is_named() -> None:
    with bind("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressInUseError, match=f"cannot listen on 127.0.0.1:{port}"):
            bind("127.0.0.1", port)


def test_an_address_of_somebody_else_is_named() -> None:
    with pytest.raises(AddressInUseError, match=r"cannot listen on 192\.0\.2\.1:1"):
        bind("192.0.2.1", 1)


def test_what_is_bound_refuses_connections_until_it_listens() -> None:
    with bind("127.0.0.1", 0) as taken, socket.socket() as client:
        assert client.connect_ex(taken.getsockname()) != 0


def test_a_given_port_is_not_shared_unless_that_is_wanted() -> None:
    with bind("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    with reserved(("127.0.0.1", port)) as found:
        assert found == (("127.0.0.1", port), False)
    with reserved(("127.0.0.1", port), share=True) as ((_, same), share):
        assert (same, share) == (port, True)
        for _ in range(2):
            bind("127.0.0.1", port, share=True).close()


def test_a_port_of_another_server_is_not_shared_even_if_that_one_would() -> None:
    with bind("127.0.0.1", 0, share=True) as others:
        others.listen()
        with (
            pytest.raises(AddressInUseError),
            reserved(("127.0.0.1", others.getsockname()[1]), share=True),
        ):
            raise AssertionError


def test_a_reserved_port_can_be_listened_on_and_is_nobody_elses() -> None:
    with reserved(("127.0.0.1", 0)) as ((host, port), share):
        assert port > 0
        with bind(host, port, share=share) as mine:
            mine.listen()
            with pytest.raises(AddressInUseError):
                bind("127.0.0.1", port)
