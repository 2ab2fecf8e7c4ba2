from __future__ import annotations

import pytest

from hodhod.domain.link import checked_url


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.ir/x?y#z", "https://a.ir/x?y#z"),
        (" HTTP://a.ir ", "HTTP://a.ir"),
        ("a.ir", "http://a.ir"),
        ("a.ir:8080/x", "http://a.ir:8080/x"),
        ("localhost:8080", "http://localhost:8080"),
        ("ایران.ایران", "http://ایران.ایران"),
        ("tg://user?id=1", "tg://user?id=1"),
        ("mailto:a@b.com", "mailto:a@b.com"),
        ("tel:+98912", "tel:+98912"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https:", None),
        ("word", None),
        ("two words.ir", None),
        ("", None),
        ("a.ir/" + "x" * 3000, None),
    ],
)
def test_only_addresses_that_are_safe_to_tap_are_links(url: str, address: str | None) -> None:
    assert checked_url(url) == address
