"""What is drawn and what rings the bell: each metric that they name is there."""

import json
import re
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.ops.process import Process, serving
from tests.ops.test_serve import data

__all__ = ["data"]

GRAFANA = Path(__file__).parents[2] / "docs" / "grafana"
METRIC = re.compile(r"\b(?:hodhod|process)_[a-z_]+")


@pytest.fixture(scope="module")
def shown(data: Path) -> str:
    with serving(data) as server:
        return fetch(server)


def fetch(server: Process) -> str:
    with urlopen(f"http://127.0.0.1:{server.port('HTTP')}/metrics") as page:
        text: str = page.read().decode()
    return text


def expressions() -> list[str]:
    board = json.loads((GRAFANA / "hodhod.json").read_text())
    found = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return found + re.findall(r"expr: (.*)", (GRAFANA / "alerts.yml").read_text())


def test_each_metric_is_there(shown: str) -> None:
    described = set(re.findall(r"^# TYPE (\S+)", shown, re.MULTILINE))
    named = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert len(named) > 15
    assert {name.removesuffix("_bucket") for name in named} <= described


def test_no_two_panels_are_at_the_same_place() -> None:
    board = json.loads((GRAFANA / "hodhod.json").read_text())
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
