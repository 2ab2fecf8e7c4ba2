from __future__ import annotations

import re
from pathlib import Path

ERRORS = Path(__file__).resolve().parents[2] / "schema" / "errors.tsv"
CODES = {303, 400, 401, 403, 406, 420, 500, 503}


def rows() -> list[list[str]]:
    lines = ERRORS.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "code\tname\tmeaning"
    return [line.split("\t") for line in lines[1:]]


def test_every_row_has_a_known_code_and_a_name_in_capitals() -> None:
    for code, name, *meaning in rows():
        assert int(code) in CODES
        assert re.fullmatch(r"[A-Z0-9_]+", name), name
        assert len(meaning) <= 1


def test_rows_are_sorted_and_none_is_there_twice() -> None:
    keys = [(int(row[0]), row[1]) for row in rows()]

    assert keys == sorted(set(keys))
