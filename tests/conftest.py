"""The order of all tests: the longest files come first, so that no core idles at the end."""

from pathlib import Path

import pytest

LONG = ("web", "e2e")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    items.sort(key=lambda item: _place(item.path.relative_to(here).parts[0]))


def _place(folder: str) -> int:
    return LONG.index(folder) if folder in LONG else len(LONG)
