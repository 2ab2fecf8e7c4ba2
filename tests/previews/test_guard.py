from __future__ import annotations

from ipaddress import ip_address

import pytest

from hodhod.previews import OPEN_INTERNET, RefusedError, is_public

PUBLIC = (
    "1.1.1.1",
    "8.8.8.8",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "185.143.233.1",
    "::ffff:8.8.8.8",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
)

HIDDEN = (
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "224.0.1.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%1",
    "fec0::1",
    "ff02::1",
)

REFUSED_URLS = (
    "",
    "example.com",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "tg://resolve?domain=x",
    "http://",
    "http:///etc",
    "http://example.com:22/",
    "http://example.com:8080/",
    "https://example.com:6379/",
    "http://example.com:0/",
    "http://example.com:99999/",
    "http://user@example.com/",
    "http://user:password@example.com/",
    "http://localhost/",
    "http://localhost./",
    "http://a.localhost/",
    "http://redis/",
    "http://metadata.google.internal/",
    "http://printer.local/",
    "http://router.home.arpa/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://１２７.０.０.１/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://169.254.169.254/latest/meta-data/",
    "https://10.1.2.3/",
    "http://example.com/" + "a" * 2048,
)

GOOD_URLS = {
    "http://example.com": "http://example.com",
    "https://example.com/a?b=c#d": "https://example.com/a?b=c",
    "http://example.com:443/": "http://example.com:443/",
    "https://1.1.1.1/": "https://1.1.1.1/",
    "http://[2606:4700:4700::1111]/": "http://[2606:4700:4700::1111]/",
    "https://پیام.ایران/صفحه": ("https://xn--mgb4dri0l.xn--mgba3a4f16a/%D8%B5%D9%81%D8%AD%D9%87"),
}


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_on_the_open_internet_may_be_asked(address: str) -> None:
    assert is_public(ip_address(address))
    OPEN_INTERNET.check_address(address)


@pytest.mark.parametrize("address", HIDDEN)
def test_every_other_address_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(RefusedError):
        OPEN_INTERNET.check_address(address)


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_an_address_in_whatever_disguise_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        OPEN_INTERNET.check_url(url)


@pytest.mark.parametrize("url", GOOD_URLS)
def test_a_web_address_is_written_in_ascii(url: str) -> None:
    assert str(OPEN_INTERNET.check_url(url)) == GOOD_URLS[url]


@pytest.mark.parametrize("address", ["", "localhost", "127.0.0.1:80", "1.1.1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        OPEN_INTERNET.check_address(address)
