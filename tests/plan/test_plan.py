import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from hodhod.ops import cli
from hodhod.plan import Demand, Figures, Machine, plan

PAGE = Path(__file__).parents[2] / "docs" / "topics" / "capacity.md"
EASY = Demand(users=86_400, messages=10, peak=2, in_groups=0.5, members=100, online=0.1, views=0)
ROUND = Figures(server_us=1000, database_us=500, delivery_us=100, request_us=0.0, message_bytes=7)
MACHINE = Machine(cores=2, busy=0.5)


def test_cores_follow_from_work_and_the_share_that_may_be_used() -> None:
    figures = msgspec.structs.replace(ROUND, request_database_us=0.0)
    found = plan(EASY, figures, MACHINE)
    assert found.messages_s == 20
    assert found.deliveries_s == 10 * 100 * 0.1
    assert found.worker_cores == pytest.approx((20 * 1000 + 100 * 100) / 1e6 / 0.5)
    assert found.database_cores == pytest.approx(20 * 500 / 1e6 / 0.5)
    assert found.disk_bytes == 86_400 * 10 * 7 * 2


def test_twice_the_people_need_twice_of_everything() -> None:
    one, two = (
        plan(Demand(users=users), Figures(), Machine()) for users in (50_000_000, 100_000_000)
    )
    for name, value in msgspec.structs.asdict(two).items():
        if name in ("servers", "sign_up_hours", "memory_bytes"):
            continue
        assert value == pytest.approx(2 * msgspec.structs.asdict(one)[name]), name
    assert one.servers < two.servers <= 2 * one.servers


def test_memory_decides_where_cores_do_not() -> None:
    silent = Demand(users=1_000_000_000, messages=0, views=0)
    found = plan(silent, Figures(), Machine(cores=64))
    assert found.worker_cores == 0
    assert found.servers == pytest.approx(found.memory_bytes / (Machine().memory_bytes / 2), abs=1)


def test_the_page_shows_what_the_command_says() -> None:
    shown = re.findall(r"```console\n\$ hodhod (.*)\n((?:.*\n)*?)```", PAGE.read_text())
    assert len(shown) == 2
    for command, text in shown:
        ran = subprocess.run(
            [sys.executable, "-m", "hodhod", *command.split()],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout == text


def test_the_page_names_every_figure_as_it_is() -> None:
    page = PAGE.read_text().replace(",", "")
    usual = Figures()
    for value in (usual.server_us, usual.database_us, usual.sign_ups_a_second, usual.message_bytes):
        assert f" {value:g} " in page


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "truncated"),
        ('{"server_us": "much"}', "Expected `float`"),
        ('{"serverus": 1}', "unknown field"),
        ('{"server_us": 0}', "server_us must be positive"),
    ],
)
def test_wrong_figures_are_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    file = tmp_path / "figures.json"
    file.write_text(text)
    assert cli.run(["plan", "--figures", str(file)]) == cli.FAILED
    assert why in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--users=0", "--online=1.5", "--busy=0", "--messages=-1"])
def test_numbers_that_make_no_sense_are_refused(option: str) -> None:
    assert cli.run(["plan", option]) == cli.FAILED


def test_figures_that_are_shown_can_be_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["plan", "--show-figures"]) == cli.OK
    file = tmp_path / "figures.json"
    file.write_text(capsys.readouterr().out)
    assert cli.run(["plan", "--figures", str(file), "--json"]) == cli.OK
    assert msgspec.json.decode(capsys.readouterr().out)["servers"] == 1
