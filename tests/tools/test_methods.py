from __future__ import annotations

from tools import methods


def test_the_reference_of_methods_is_current() -> None:
    assert methods.FILE.read_text("utf-8") == methods.reference(), "python -m tools.methods"
