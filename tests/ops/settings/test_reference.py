import tomllib
from pathlib import Path

from hodhod.ops.settings import load
from hodhod.ops.settings.load import all_settings
from hodhod.ops.settings.reference import defaults_file, in_force, markdown


def test_the_file_of_defaults_uncommented_is_the_defaults(tmp_path: Path) -> None:
    lines = [
        line[1:] if line.startswith("#") and not line.startswith("# ") else line
        for line in defaults_file().splitlines()
    ]
    file = tmp_path / "hodhod.toml"
    file.write_text("\n".join(lines), "utf-8")
    loaded = load(file)
    assert loaded.settings == load().settings
    assert len(loaded.sources) == len(list(all_settings()))


def test_the_file_of_defaults_as_it_is_sets_nothing() -> None:
    assert all(table == {} for table in tomllib.loads(defaults_file()).values())


def test_the_reference_has_every_setting_and_its_variable() -> None:
    text = markdown()
    for setting in all_settings():
        assert f"### `{setting.path}`" in text
        assert f"`{setting.variable}`" in text
        assert setting.rule.doc.endswith((".", ":"))


def test_what_is_in_force_names_its_source_and_hides_secrets(tmp_path: Path) -> None:
    file = tmp_path / "hodhod.toml"
    file.write_text(
        '[database]\ndsn = "postgresql://u:s3cret@h/d"\n'
        '[[provider]]\nkind = "kavenegar"\nkey = "s3cret"\ntemplate = "login"\n'
    )
    shown = "\n".join(in_force(load(file, {"HODHOD_LOG_LEVEL": "debug"})))
    assert "s3cret" not in shown
    assert f"dsn = (hidden)  # {file}:2" in shown
    assert 'level = "debug"  # HODHOD_LOG_LEVEL' in shown
    assert 'template = "login"' in shown
