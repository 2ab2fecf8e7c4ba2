"""The settings in writing: as a commented TOML file, as a Markdown reference, as they are now."""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Iterator

from hodhod.codes import Cap, ProviderSettings
from hodhod.ops.settings.check import kind_of
from hodhod.ops.settings.declare import Setting, Value, settings_of
from hodhod.ops.settings.load import Loaded, sections
from hodhod.ops.settings.tables import KINDS, columns, kind_name

HIDDEN = "(hidden)"
WIDTH = 100
ORIGINS = (
    "A setting comes from the first of these that has it: an option of `hodhod serve`, an "
    "environment variable, the file `hodhod.toml` in the data folder (another with `--config` or "
    "`HODHOD_CONFIG`), the default. In a variable, lists are written with commas. The data folder "
    "itself is `--data` or `HODHOD_DATA`."
)
COMMANDS = (
    "`hodhod config defaults` prints a file to start from, `hodhod config check` finds mistakes "
    "and their lines, `hodhod config show` prints what is in force and where it comes from. A "
    "server with a wrong setting does not start."
)
PROVIDERS = (
    "Who takes login codes to phones. Each `[[provider]]` in the file adds one; they are tried in "
    "the order of the file, and one that fails comes last for a while. Without any there is one "
    "of kind `local`."
)
CAPS = (
    "What may be spent on numbers with a prefix; of several that fit, the longest counts. Other "
    "countries share `codes.country_per_hour` and `codes.country_burst`, each on its own."
)


def toml_of(value: Value) -> str:
    """Write a value as TOML does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(toml_of(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def defaults_file() -> str:
    """Write a settings file in which every setting has its default and is commented out."""
    lines = ["# Settings of Hodhod. What is commented out is the default."]
    for name, declared in sections().items():
        lines += ["", f"# {_summary(declared)}", f"[{name}]"]
        for setting in settings_of(name, declared):
            lines += textwrap.wrap(
                _sentence(setting), WIDTH - 2, initial_indent="# ", subsequent_indent="# "
            )
            lines.append(f"#{setting.name} = {toml_of(setting.default)}")
    return "\n".join(lines) + "\n"


def markdown() -> str:
    """Write the reference."""
    lines = [
        "# Configuration",
        "",
        "<!-- Produced by `make docs` from src/hodhod/ops/settings/sections.py. -->",
        "",
        *textwrap.wrap(ORIGINS, WIDTH),
        "",
        *textwrap.wrap(COMMANDS, WIDTH),
    ]
    for name, declared in sections().items():
        lines += ["", f"## [{name}]", "", _summary(declared)]
        for setting in settings_of(name, declared):
            lines += [
                "",
                f"### `{setting.path}`",
                "",
                *textwrap.wrap(_sentence(setting), WIDTH),
                "",
                f"Default: `{toml_of(setting.default)}` · environment: `{setting.variable}`",
            ]
    lines += [
        "",
        "## [[provider]]",
        "",
        *textwrap.wrap(PROVIDERS, WIDTH),
    ]
    for kind, provider in KINDS.items():
        lines += ["", f'### `kind = "{kind}"`', "", _title(provider), *_table(provider)]
    lines += ["", "## [[cap]]", "", *textwrap.wrap(CAPS, WIDTH), *_table(Cap)]
    return "\n".join(lines) + "\n"


def in_force(loaded: Loaded) -> Iterator[str]:
    """Yield the settings as they are, each with where it comes from. Secrets are not shown."""
    for name, declared in sections().items():
        section = getattr(loaded.settings, name)
        yield f"[{name}]"
        for setting in settings_of(name, declared):
            value = getattr(section, setting.name)
            shown = HIDDEN if setting.rule.secret and value else toml_of(value)
            yield f"{setting.name} = {shown}  # {loaded.sources.get(setting.path, 'default')}"
        yield ""
    for number, provider in enumerate(loaded.settings.providers):
        yield f"[[provider]]  # {loaded.sources.get(f'provider.{number}', 'default')}"
        yield f"kind = {toml_of(kind_name(provider))}"
        yield from _row(provider)
        yield ""
    for number, cap in enumerate(loaded.settings.caps):
        yield f"[[cap]]  # {loaded.sources.get(f'cap.{number}', 'default')}"
        yield from _row(cap)
        yield ""


def _row(value: ProviderSettings | Cap) -> Iterator[str]:
    for column in columns(type(value)):
        shown = HIDDEN if column.secret else json.dumps(getattr(value, column.name))
        yield f"{column.name} = {shown}"


def _table(declared: type[ProviderSettings | Cap]) -> Iterator[str]:
    found = list(columns(declared))
    if found:
        yield from ("", "| field | meaning | default |", "|---|---|---|")
    for column in found:
        default = f"`{column.default}`" if column.default else "must be given"
        yield f"| `{column.name}` | {column.doc} | {default} |"


def _title(declared: type[object]) -> str:
    return (inspect.getdoc(declared) or "").partition("\n")[0]


def _summary(declared: type[object]) -> str:
    return " ".join((inspect.getdoc(declared) or "").split())


def _sentence(setting: Setting) -> str:
    """The documentation, with kind and bounds."""
    rule = setting.rule
    bounds = []
    if rule.choices:
        bounds.append("one of " + ", ".join(rule.choices))
    elif rule.low is not None and rule.high is not None:
        bounds.append(f"{kind_of(setting)} from {rule.low:.12g} to {rule.high:.12g}")
    elif rule.low is not None:
        bounds.append(f"{kind_of(setting)} of at least {rule.low:.12g}")
    else:
        bounds.append(kind_of(setting))
    return f"{rule.doc} ({bounds[0][0].upper()}{bounds[0][1:]}.)"
