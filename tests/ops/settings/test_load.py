from pathlib import Path

import pytest

from hodhod.codes import Cap, KavenegarSettings, LocalSettings
from hodhod.ops.settings import SettingsError, load
from hodhod.ops.settings.check import from_text
from hodhod.ops.settings.declare import Setting
from hodhod.ops.settings.load import all_settings


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "hodhod.toml"
    file.write_text(text, "utf-8")
    return file


def problems(file: Path | None, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(file, environment)
    return caught.value.problems


def test_nothing_set_is_the_defaults() -> None:
    loaded = load()
    assert loaded.settings.listen.mtproto == "0.0.0.0:4430"
    assert loaded.settings.listen.http == "0.0.0.0:8080"
    assert loaded.settings.providers == (LocalSettings(),)
    assert not loaded.sources


def test_an_option_goes_before_a_variable_and_that_before_the_file(tmp_path: Path) -> None:
    file = written(
        tmp_path, '[listen]\nmtproto = "1.1.1.1:1"\nhttp = "1.1.1.1:2"\n[server]\ndc_id = 3'
    )
    variables = {"HODHOD_LISTEN_MTPROTO": "2.2.2.2:1", "HODHOD_LISTEN_HTTP": "2.2.2.2:2"}
    loaded = load(file, variables, {"listen.mtproto": "3.3.3.3:1"})
    assert loaded.settings.listen.mtproto == "3.3.3.3:1"
    assert loaded.settings.listen.http == "2.2.2.2:2"
    assert loaded.settings.server.dc_id == 3
    assert loaded.sources == {
        "listen.mtproto": "the command line",
        "listen.http": "HODHOD_LISTEN_HTTP",
        "server.dc_id": f"{file}:5",
    }


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """\
        # a comment
        [listen]
        mtproto = "4430"   # no host
        htp = "0.0.0.0:80"

        [server]
        dc_id = 9
        name = 3
        [sever]
        """,
    )
    assert problems(file) == [
        f"{file}:3: listen.mtproto must be HOST:PORT, not '4430'",
        f"{file}:4: there is no setting listen.htp",
        f"{file}:7: server.dc_id must be at most 5, not 9",
        f"{file}:8: server.name must be a text, not 3",
        f"{file}:9: there is no section [sever]",
    ]


def test_a_file_that_is_not_toml_is_told_with_the_line(tmp_path: Path) -> None:
    file = written(tmp_path, "[listen]\nmtproto 4\n")
    [problem] = problems(file)
    assert problem.startswith(f"{file}:2: ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = problems(tmp_path / "none.toml")
    assert "cannot be read" in problem


def test_unknown_and_wrong_variables_are_refused_by_name() -> None:
    assert problems(None, {"HODHOD_LISTN": "x", "HODHOD_SERVER_DC_ID": "two", "PATH": "/bin"}) == [
        "HODHOD_LISTN: there is no such setting",
        "HODHOD_SERVER_DC_ID: server.dc_id must be a whole number, not 'two'",
    ]


def test_variables_of_the_command_line_are_no_settings() -> None:
    assert load(None, {"HODHOD_DATA": "/d", "HODHOD_CONFIG": "/c"}).sources == {}


def test_lists_in_variables_are_written_with_commas() -> None:
    variables = {"HODHOD_SERVER_ADVERTISE": "a.example:1, [::1]:2,"}
    assert load(None, variables).settings.server.advertise == ("a.example:1", "[::1]:2")


def test_providers_and_caps_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
[[provider]]
kind = "kavenegar"
key = "k"
template = "t"
prefixes = ["98"]
[[provider]]
kind = "local"
[[cap]]
prefix = "98"
per_hour = 60
burst = 9
""",
    )
    settings = load(file).settings
    assert settings.providers == (KavenegarSettings("k", "t"), LocalSettings())
    assert settings.caps == (Cap("98", 60, 9),)


def test_wrong_providers_are_told_with_their_line_and_without_their_key(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """[[provider]]
kind = "kavenegar"
key = "s3cret"
[[provider]]
kind = "pigeon"
[[provider]]
kind = "local"
key = "s3cret"
""",
    )
    found = problems(file)
    assert [one.partition(": ")[0] for one in found] == [f"{file}:1", f"{file}:4", f"{file}:6"]
    assert "template" in found[0]
    assert "s3cret" not in "".join(found)


@pytest.mark.parametrize("setting", list(all_settings()), ids=lambda setting: setting.path)
def test_every_setting_reaches_the_settings(setting: Setting) -> None:
    assert load(None, {setting.variable: other_than(setting)}).settings != load().settings


def other_than(setting: Setting) -> str:
    """A value of the setting that is not its default."""
    default, rule = setting.default, setting.rule
    if isinstance(default, bool):
        return str(not default)
    if isinstance(default, int | float):
        up = rule.high is None or default + 1 <= rule.high
        return str(default + 1 if up else default - 1)
    texts = {
        "address": "192.0.2.1:9",
        "network": "192.0.2.0/24",
        "region": "AF",
        "url": "https://h.example",
        "dsn": "postgresql://h/d",
    }
    text = next((one for one in rule.choices if one != default), texts.get(rule.form, "other"))
    assert from_text(setting, text) != default
    return text
