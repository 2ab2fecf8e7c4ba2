"""Where a preview may be fetched from: the open Internet, never the operator's own network.

A stranger chooses the address, so it is checked three times: the URL before anything is asked,
every address that a name resolves to, and every redirect as if it were the first request. What was
checked is what is connected to: names are resolved once, here, and the connection goes there.

Source: https://www.iana.org/assignments/iana-ipv4-special-registry
Source: https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from yarl import URL

MAX_URL = 2048
"""Characters of an address once it is written in ASCII."""

PORTS = {"http": 80, "https": 443}
"""Whoever could name other ports could try what listens behind them."""

Address = IPv4Address | IPv6Address

_NEVER = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # metadata of a large cloud, at an address that looks public
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, and IPv4 written as IPv6
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
"""Also what translates to IPv4 (NAT64, 6to4, Teredo): it may lead anywhere."""


_INSIDE = frozenset(("arpa", "home", "internal", "intranet", "lan", "local", "localhost"))
"""Last parts of names that are not the Internet's."""


class RefusedError(Exception):
    """An address that nothing is fetched from."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What is refused.

    Attributes:
        public: Tells whether an address may be connected to.
        ports: The ports that may be connected to; None for all, in tests.
    """

    public: Callable[[Address], bool]
    ports: frozenset[int] | None

    def check_url(self, text: str) -> URL:
        """Return an address that may be asked, in ASCII, without a fragment.

        Raises:
            RefusedError: It is no HTTP address of a host on the open Internet.
        """
        try:
            url = URL(text).with_fragment(None)
            host, port = url.raw_host, url.port
        except ValueError as error:
            raise RefusedError("not an address") from error
        if url.scheme not in PORTS or not host or len(str(url)) > MAX_URL:
            raise RefusedError("not an HTTP address")
        if url.user is not None or url.password is not None:
            raise RefusedError("an address with a password")
        if self.ports is not None and port not in self.ports:
            raise RefusedError("a port that is not the web's")
        literal = literal_address(host)
        if literal is None:
            if _is_number(host) or _is_inside(host):
                raise RefusedError("a name or number of no public host")
        elif not self.public(literal):
            raise RefusedError("an address that is not public")
        return url

    def check_address(self, text: str) -> None:
        """Check an address that a name resolved to.

        Raises:
            RefusedError: It is not on the open Internet.
        """
        address = literal_address(text)
        if address is None or not self.public(address):
            raise RefusedError("a name that leads to an address that is not public")


def literal_address(host: str) -> Address | None:
    """Return the address that a host is written as, None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _is_number(host: str) -> bool:
    """Whether systems may take a host for an IPv4 address: 127.1, 0x7f000001, 017700000001."""
    last = host.rstrip(".").rpartition(".")[2]
    return last.isdigit() or last.lower().startswith("0x")


def _is_inside(host: str) -> bool:
    """Whether a name means something in the operator's own network alone."""
    *domain, last = host.lower().rstrip(".").split(".")
    return not domain or last in _INSIDE


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to somebody on the open Internet."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
    if address.is_multicast or address.is_private or address.is_reserved or not address.is_global:
        return False
    return not any(address.version == one.version and address in one for one in _NEVER)


OPEN_INTERNET = Guard(is_public, frozenset(PORTS.values()))
