import asyncio
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from hodhod.store import embedded
from hodhod.store.embedded import FolderInUseError, running_dsn, start_embedded
from hodhod.store.postmaster import find_postmaster

# A process that starts the server, writes, and is killed in the middle of everything.
KILLED = """
import asyncio, asyncpg, os, signal, sys
from pathlib import Path
from hodhod.store.embedded import start_embedded

async def write(dsn):
    connection = await asyncpg.connect(dsn)
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    await connection.execute("BEGIN; CREATE TABLE lost AS SELECT 1")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(write(start_embedded(Path(sys.argv[1])).dsn()))
"""


def ask(dsn: str, question: str) -> object:
    async def run() -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return asyncio.run(run())


def test_the_folder_is_closed_to_others_and_nothing_above_is_opened(tmp_path: Path) -> None:
    above = tmp_path / "private"
    above.mkdir(mode=0o700)
    folder = above / "database"
    with start_embedded(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "data").stat().st_mode) == 0o700
        assert stat.S_IMODE(above.stat().st_mode) & 0o066 == 0


def test_letters_of_all_scripts_have_a_case(tmp_path: Path) -> None:
    with start_embedded(tmp_path / "database") as server:
        assert ask(server.dsn(), "SELECT lower('ÀШΩ')") == "àшω"
        assert ask(server.dsn(), "SHOW server_encoding") == "UTF8"
        assert ask(server.dsn(), "SHOW listen_addresses") == ""


def test_a_second_server_on_the_same_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LOCK_LIMIT_S", 0)
    with start_embedded(tmp_path / "database") as server:
        with pytest.raises(FolderInUseError, match=str(os.getpid())):
            start_embedded(tmp_path / "database")
        assert ask(server.dsn(), "SELECT 1") == 1


def test_a_command_finds_the_running_server(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    assert running_dsn(folder) is None
    with start_embedded(folder) as server:
        assert running_dsn(folder) == server.dsn()
    assert running_dsn(folder) is None


def test_stopping_twice_does_nothing(tmp_path: Path) -> None:
    server = start_embedded(tmp_path / "database")
    server.stop()
    server.stop()


def test_what_was_committed_is_there_after_the_program_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    left_behind = find_postmaster(folder / "data")
    assert left_behind is not None
    with start_embedded(folder) as server:
        assert server.pid != left_behind.pid
        assert ask(server.dsn(), "SELECT answer FROM kept") == 42
        assert ask(server.dsn(), "SELECT to_regclass('lost')") is None


def test_what_was_committed_is_there_after_the_database_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    server = start_embedded(folder)
    ask(server.dsn(), "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    with start_embedded(folder) as again:
        assert ask(again.dsn(), "SELECT answer FROM kept") == 42


def test_a_pid_that_was_given_out_again_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    start_embedded(folder).stop()
    (folder / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'data'}\n")
    with start_embedded(folder) as server:
        assert ask(server.dsn(), "SELECT 1") == 1


def test_a_long_path_has_its_socket_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 25) / "database"
    with start_embedded(folder) as server:
        assert ask(server.dsn(), "SELECT 1") == 1
        assert running_dsn(folder) == server.dsn()


def test_the_operators_own_settings_count(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    folder.mkdir()
    (folder / "operator.conf").write_text("work_mem = '17MB'\n")
    with start_embedded(folder, {"max_connections": "23"}) as server:
        assert ask(server.dsn(), "SHOW work_mem") == "17MB"
        assert ask(server.dsn(), "SHOW max_connections") == "23"
