from __future__ import annotations

import pytest

from hodhod.domain.base64url import decoded, encoded


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xfb\xff", b"\xfb\xef\xbe", bytes(range(64))])
def test_what_is_written_is_read(data: bytes) -> None:
    assert decoded(encoded(data)) == data
    assert not set(encoded(data)) & set("+/=")


@pytest.mark.parametrize("text", ["a", "سلام", "a b c"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        decoded(text)
