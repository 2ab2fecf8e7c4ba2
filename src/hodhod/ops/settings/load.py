"""Reading the settings: defaults, then the file, then the environment; all mistakes at once.

hodhod.toml:12: listen.mtproto must be HOST:PORT, not '4430'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import TypeVar

import msgspec

from hodhod.codes import Cap, ProviderSettings
from hodhod.ops.settings.check import WrongValueError, from_text, from_toml
from hodhod.ops.settings.declare import Section, Setting, Value, settings_of
from hodhod.ops.settings.lines import line_numbers
from hodhod.ops.settings.sections import (
    Accounts,
    Bots,
    Bus,
    Codes,
    Database,
    Gateway,
    Http,
    Limits,
    Listen,
    Log,
    Mail,
    Media,
    Previews,
    Server,
    Settings,
)
from hodhod.ops.settings.tables import cap_of, provider_of

OTHER_VARIABLES = frozenset({"HODHOD_DATA", "HODHOD_CONFIG"})
"""Variables that the command line reads itself."""

S = TypeVar("S")

_SYNTAX = re.compile(r"^(?P<what>.*?) \(at line (?P<line>\d+), column \d+\)$")


class SettingsError(Exception):
    """The settings are wrong. `problems` has a line for each mistake, with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and where each that is not a default came from.

    Attributes:
        settings: The values.
        sources: Path of a setting → "hodhod.toml:12" or the name of a variable.
    """

    settings: Settings
    sources: Mapping[str, str] = field(default_factory=dict)


def sections() -> dict[str, type[Section]]:
    """Return the sections by name, in the order of the reference."""
    return {
        section.name: _declared(section.default_factory)
        for section in fields(Settings)
        if section.default_factory is not MISSING
    }


def _declared(made_by: object) -> type[Section]:
    assert isinstance(made_by, type)
    return made_by


def all_settings() -> Iterator[Setting]:
    """Yield every setting in the order of the reference."""
    for name, declared in sections().items():
        yield from settings_of(name, declared)


def load(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
) -> Loaded:
    """Read the settings.

    Args:
        file: A TOML file; None for none.
        environment: Variables; those that begin with HODHOD_ count.
        options: What was given on the command line: path of a setting → text.

    Raises:
        SettingsError: Something is unknown or wrong, or the file cannot be read.
    """
    reader = _Reader()
    if file is not None:
        reader.read_file(file)
    reader.read_environment(environment or {})
    reader.read_options(options or {})
    if reader.problems:
        raise SettingsError(reader.problems)
    tables: dict[str, dict[str, Value]] = {}
    for path, value in reader.values.items():
        section, _, name = path.partition(".")
        tables.setdefault(section, {})[name] = value
    settings = Settings(
        listen=_made(Listen, tables.get("listen")),
        server=_made(Server, tables.get("server")),
        accounts=_made(Accounts, tables.get("accounts")),
        codes=_made(Codes, tables.get("codes")),
        mail=_made(Mail, tables.get("mail")),
        limits=_made(Limits, tables.get("limits")),
        database=_made(Database, tables.get("database")),
        media=_made(Media, tables.get("media")),
        previews=_made(Previews, tables.get("previews")),
        bots=_made(Bots, tables.get("bots")),
        gateway=_made(Gateway, tables.get("gateway")),
        bus=_made(Bus, tables.get("bus")),
        http=_made(Http, tables.get("http")),
        log=_made(Log, tables.get("log")),
        providers=tuple(reader.providers) or Settings().providers,
        caps=tuple(reader.caps),
    )
    return Loaded(settings, reader.sources)


def _made(declared: type[S], table: Mapping[str, Value] | None) -> S:
    return msgspec.convert(table or {}, declared)


class _Reader:
    """Collects values, where they came from, and what is wrong."""

    def __init__(self) -> None:
        self.known = {setting.path: setting for setting in all_settings()}
        self.values: dict[str, Value] = {}
        self.sources: dict[str, str] = {}
        self.providers: list[ProviderSettings] = []
        self.caps: list[Cap] = []
        self.problems: list[str] = []

    def read_file(self, file: Path) -> None:
        try:
            text = file.read_text("utf-8")
            tables = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{file}: cannot be read: {error}")
            return
        except tomllib.TOMLDecodeError as error:
            found = _SYNTAX.match(str(error))
            place = f"{file}:{found['line']}" if found else str(file)
            self.problems.append(f"{place}: {found['what'] if found else error}")
            return
        lines = line_numbers(text)
        for table, content in tables.items():
            if table in ("provider", "cap"):
                self._take_array(table, content, file, lines)
                continue
            if table not in sections() or not isinstance(content, dict):
                place = f"{file}:{lines.get(table, 1)}"
                self.problems.append(f"{place}: there is no section [{table}]")
                continue
            for name, written in content.items():
                path = f"{table}.{name}"
                self._take_toml(path, written, f"{file}:{lines.get(path, lines.get(table, 1))}")

    def read_environment(self, environment: Mapping[str, str]) -> None:
        known = {setting.variable: setting for setting in self.known.values()}
        for variable, written in sorted(environment.items()):
            if not variable.startswith("HODHOD_") or variable in OTHER_VARIABLES:
                continue
            setting = known.get(variable)
            if setting is None:
                self.problems.append(f"{variable}: there is no such setting")
            else:
                self._take_text(setting, written, variable)

    def read_options(self, options: Mapping[str, str]) -> None:
        for path, written in options.items():
            self._take_text(self.known[path], written, "the command line")

    def _take_array(
        self, table: str, content: object, file: Path, lines: Mapping[str, int]
    ) -> None:
        for number, written in enumerate(content if isinstance(content, list) else [content]):
            source = f"{file}:{lines.get(f'{table}.{number}', lines.get(table, 1))}"
            try:
                if table == "cap":
                    self.caps.append(cap_of(written))
                else:
                    self.providers.append(provider_of(written))
                self.sources[f"{table}.{number}"] = source
            except WrongValueError as error:
                self.problems.append(f"{source}: {table} {error}")

    def _take_toml(self, path: str, written: object, source: str) -> None:
        setting = self.known.get(path)
        if setting is None:
            self.problems.append(f"{source}: there is no setting {path}")
            return
        try:
            self.values[path] = from_toml(setting, written)
            self.sources[path] = source
        except WrongValueError as error:
            self.problems.append(f"{source}: {path} {error}")

    def _take_text(self, setting: Setting, written: str, source: str) -> None:
        try:
            self.values[setting.path] = from_text(setting, written)
            self.sources[setting.path] = source
        except WrongValueError as error:
            self.problems.append(f"{source}: {setting.path} {error}")
