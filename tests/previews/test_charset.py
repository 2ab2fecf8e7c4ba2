from __future__ import annotations

import pytest

from hodhod.previews.charset import decoded, known

TEXT = "<title>سلام</title>"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "windows-1256"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None),
        (TEXT.encode("cp1256"), "windows-1256"),
        (b'<meta charset="windows-1256">' + TEXT.encode("cp1256"), None),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
            + TEXT.encode("cp1256"),
            None,
        ),
        (b"<meta charset=utf-16>" + TEXT.encode(), None),
        (TEXT.encode(), "rot13"),
    ],
)
def test_a_page_is_read_in_the_characters_it_is_written_in(
    data: bytes, declared: str | None
) -> None:
    assert decoded(data, declared).endswith(TEXT)


def test_a_page_cut_within_a_character_is_still_utf_8() -> None:
    assert decoded("سلام".encode()[:-1], None) == "سلا"


def test_what_says_nothing_and_is_no_utf_8_is_western() -> None:
    assert decoded("été".encode("cp1252"), None) == "été"
    assert decoded("été".encode("cp1252"), "iso-8859-1") == "été"


@pytest.mark.parametrize(
    "label",
    [
        "rot13",
        "base64",
        "hex",
        "zlib",
        "idna",
        "punycode",
        "utf-7",
        "unicode_escape",
        "no\0pe",
        "x",
    ],
)
def test_encodings_that_are_none_of_text_are_unknown(label: str) -> None:
    assert known(label) is None
