from __future__ import annotations

from pathlib import Path

import pytest

from tools import methods


def test_the_reference_of_methods_is_current() -> None:
    assert methods.FILE.read_text("utf-8") == methods.reference(), "python -m tools.methods"


def test_lines_of_answered_methods_leave_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "unsupported.toml"
    table.write_text('[calls]\nmethods = [\n    "phone.acceptCall",\n    "phone.requestCall",\n]\n')
    monkeypatch.setattr(methods, "TABLE", table)
    assert methods.prune({"phone.requestCall", "help.getConfig"}) == 1
    assert table.read_text() == '[calls]\nmethods = [\n    "phone.acceptCall",\n]\n'
