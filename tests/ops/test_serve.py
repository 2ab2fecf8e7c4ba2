"""The whole server, started as an operator starts it."""

import json
import os
import signal
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.ops import cli
from tests.ops.process import Process, alive, postmaster, run, serving

PHONE = "+989121234567"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "data"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, outside of pytest's: each start of pytest closes that to others.

    Run by root, the database is somebody else.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Process]:
    with serving(data) as started:
        yield started


def status(server: Process, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port('HTTP')}{path}") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def until(true: Callable[[], bool], patience_s: float = 20.0) -> None:
    """Wait for a condition of another process."""
    deadline = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < deadline, "it does not come true"
        time.sleep(0.02)  # there is nothing to be woken by


def test_ready_is_a_line_alone_and_then_everything_answers(server: Process) -> None:
    assert server.lines[-1] == "ready"
    socket.create_connection(("127.0.0.1", server.port("MTProto"))).close()
    assert [status(server, path) for path in ("/", "/healthz", "/readyz", "/metrics")] == [200] * 4


def test_the_key_that_is_printed_is_the_key_that_is_shown(server: Process, data: Path) -> None:
    pem = run("key", "show", "--data", str(data), "--format", "pem")
    key = RsaPublicKey.from_pem(pem)
    assert f"  fingerprint  {key.fingerprint_hex}" in server.lines
    assert (data / "server-public-key.pem").read_text().strip() == pem.strip()
    assert not key.fingerprint_hex.startswith("0")


def test_nothing_private_can_be_read_by_others(server: Process, data: Path) -> None:
    open_to_others = {path.name for path in data.iterdir() if path.stat().st_mode & 0o004}
    assert open_to_others == {"server-public-key.pem"}


def test_connections_may_be_as_many_as_the_system_allows(server: Process) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    [line] = [one.split() for one in limits.splitlines() if one.startswith("Max open files")]
    assert line[3] == line[4]


def test_people_are_added_and_listed_beside_the_running_server(server: Process, data: Path) -> None:
    where = ("--data", str(data))
    assert "is made" in run("user", "add", *where, PHONE, "--name", "سارا", "--last-name", "ر")
    assert f"\t{PHONE}\t-\tسارا ر" in run("user", "list", *where)
    again = run("user", "add", *where, "0912 123 4567", "--name", "x", code=cli.FAILED)
    assert "+98 912 123 4567 has an account already" in again


def test_a_number_that_waits_for_no_code_and_one_that_is_none_are_told(
    server: Process, data: Path
) -> None:
    where = ("--data", str(data))
    assert "no login code is pending" in run("user", "code", *where, PHONE, code=cli.FAILED)
    assert "is no phone number" in run("user", "code", *where, "12", code=cli.FAILED)


def test_a_second_server_on_the_same_data_is_refused_and_the_first_stays(
    server: Process, data: Path
) -> None:
    arguments = ("--listen", "127.0.0.1:0", "--http", "127.0.0.1:0")
    refused = run("serve", "--data", str(data), *arguments, code=cli.FOLDER_WRONG)
    assert f"is in use by process {server.process.pid}" in refused
    assert status(server, "/ready") == 200


def test_a_port_that_is_taken_is_told_and_the_database_is_stopped_again(
    server: Process, tmp_path: Path
) -> None:
    taken = f"127.0.0.1:{server.port('MTProto')}"
    other = tmp_path / "other"
    told = run(
        "serve", "--data", str(other), "--listen", taken, "--http", "127.0.0.1:0", code=cli.FAILED
    )
    assert f"hodhod: cannot listen on {taken}" in told
    assert "Traceback" not in told
    assert not (other / "database" / "data" / "postmaster.pid").exists()


def test_the_database_is_looked_after_beside_the_running_server(
    server: Process, data: Path
) -> None:
    assert "PostgreSQL" in run("db", "status", "--data", str(data))
    assert run("db", "migrate", "--data", str(data)) == "nothing to do\n"
    assert run("db", "psql-dsn", "--data", str(data)).startswith("postgresql:///")


def test_a_database_that_is_killed_comes_back_by_itself(server: Process, data: Path) -> None:
    killed = postmaster(data)
    os.kill(killed, signal.SIGKILL)
    until(lambda: not alive(killed))
    until(lambda: status(server, "/ready") == 200)
    assert postmaster(data) != killed
    assert status(server, "/health") == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_that_was_started(tmp_path: Path, number: int) -> None:
    data = tmp_path / "data"
    with serving(data) as started:
        database = postmaster(data)
        assert started.stop(number) == 0
    assert not alive(database)
    assert not (data / "database" / "data" / "postmaster.pid").exists()


def test_a_server_that_was_killed_starts_again_with_what_it_had(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as started:
        run("user", "add", "--data", str(data), PHONE, "--name", "Sara")
        started.stop(signal.SIGKILL)
    with serving(data):
        assert PHONE in run("user", "list", "--data", str(data))


def test_a_backup_of_a_running_server_becomes_another_one(
    server: Process, data: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "backup.tar", tmp_path / "other"
    phone = "+989121234568"
    run("user", "add", "--data", str(data), phone, "--name", "Omid")
    assert str(file) in run("backup", "--data", str(data), str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert "restored" in run("restore", "--data", str(other), str(file))
    key = ("key", "show", "--format", "fingerprint", "--data")
    assert run(*key, str(other)) == run(*key, str(data))
    # Without a server, so the command starts the database for itself.
    assert phone in run("user", "list", "--data", str(other))
    assert not (other / "database" / "data" / "postmaster.pid").exists()
    with serving(other) as restored:
        assert status(restored, "/ready") == 200


def test_without_its_keys_a_database_is_not_served_with_new_ones(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data):
        pass
    (data / "keys").rename(tmp_path / "lost")
    told = run("serve", "--data", str(data), code=cli.FOLDER_WRONG)
    assert "take it from a backup" in told


def test_logs_for_machines_are_an_object_a_line(tmp_path: Path) -> None:
    with serving(tmp_path / "data", LOG_FORM="json") as started:
        pass
    said = [json.loads(line) for line in started.lines[started.lines.index("ready") + 1 :]]
    assert [line["message"] for line in said] == ["stopping"]
