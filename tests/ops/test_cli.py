"""The command line within this process: help, errors, exit codes."""

from pathlib import Path

import pytest

from hodhod import __version__
from hodhod.ops import cli
from hodhod.ops.keys import make_keys


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HODHOD_CONFIG", raising=False)
    monkeypatch.setenv("HODHOD_DATA", str(tmp_path / "data"))


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == cli.OK
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in cli.COMMANDS)


def test_called_with_nothing_it_helps_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == cli.USAGE
    assert "usage: hodhod COMMAND" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == cli.OK
    assert capsys.readouterr().out == f"hodhod {__version__}\n"


def test_an_unknown_command_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["serv"]) == cli.USAGE
    shown = capsys.readouterr().err
    assert "hodhod: there is no command 'serv'" in shown
    assert "  serve " in shown


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.run([name, "--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: hodhod {name}")
    assert len(shown.splitlines()) > 8


@pytest.mark.parametrize(
    "arguments",
    [
        ["key", "show"],
        ["user", "list"],
        ["user", "code", "+989121234567"],
        ["backup", "file.tar"],
        ["db", "status"],
    ],
)
def test_where_no_server_has_been_a_command_says_so_and_makes_nothing(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.run(arguments) == cli.FOLDER_WRONG
    assert capsys.readouterr().err.startswith("hodhod: there is no server's data in")
    assert not (tmp_path / "data").exists()


def test_a_wrong_setting_keeps_the_server_from_starting(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "hodhod.toml").write_text("[listen]\nmtproto = 4430\n")
    assert cli.run(["serve"]) == cli.SETTINGS_WRONG
    expected = f"hodhod: {data}/hodhod.toml:2: listen.mtproto must be a text, not 4430\n"
    assert capsys.readouterr().err == expected
    assert [file.name for file in data.iterdir()] == ["hodhod.toml"]


def test_a_wrong_option_is_refused_by_the_setting_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["serve", "--listen", "4430"]) == cli.SETTINGS_WRONG
    assert "the command line: listen.mtproto must be HOST:PORT" in capsys.readouterr().err


def test_settings_are_checked_shown_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for what, words in (
        ("check", "the settings are right"),
        ("show", 'mtproto = "0.0.0.0:4430"  # default'),
        ("defaults", '#mtproto = "0.0.0.0:4430"'),
        ("reference", "### `listen.mtproto`"),
    ):
        assert cli.run(["config", what]) == cli.OK
        assert words in capsys.readouterr().out


def test_a_settings_file_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "other.toml"
    file.write_text("[server]\nname = 5\n")
    assert cli.run(["config", "check", "--config", str(file)]) == cli.SETTINGS_WRONG
    assert f"{file}:2" in capsys.readouterr().err


def test_the_key_is_shown_with_the_address_that_clients_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_keys(tmp_path / "data" / "keys")
    monkeypatch.setenv("HODHOD_SERVER_ADVERTISE", "192.0.2.9:443")
    assert cli.run(["key", "show", "--format", "telethon"]) == cli.OK
    assert "'192.0.2.9', 443" in capsys.readouterr().out
    assert cli.run(["key", "show", "--address", "192.0.2.8:1", "--format", "json"]) == cli.OK
    assert '"192.0.2.8"' in capsys.readouterr().out
    assert cli.run(["key", "show"]) == cli.OK
    assert capsys.readouterr().out.startswith("-----BEGIN RSA PUBLIC KEY-----")


def test_a_backup_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["restore", "none.tar"]) == cli.FAILED
    assert capsys.readouterr().err == "hodhod: there is no file none.tar\n"


def test_a_restore_touches_no_data_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "media").mkdir(parents=True)
    (tmp_path / "backup.tar").touch()
    assert cli.run(["restore", str(tmp_path / "backup.tar")]) == cli.FAILED
    assert "is there already" in capsys.readouterr().err


def test_a_file_that_is_no_backup_leaves_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "backup.tar").write_bytes(bytes(10_000))
    assert cli.run(["restore", str(tmp_path / "backup.tar")]) == cli.FAILED
    assert "hodhod: " in capsys.readouterr().err
    assert list((tmp_path / "data").iterdir()) == []
