"""How a setting is declared: its default, its sentence of documentation, its bounds.

A section is a frozen dataclass whose fields are made by `setting`. Everything else (reading,
checking, the reference, the file of defaults) follows from it, so nothing can fall behind.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

Value = bool | int | float | str | tuple[str, ...]
V = TypeVar("V", bool, int, float, str, tuple[str, ...])

_KEY = "hodhod"


class Section(Protocol):
    """A dataclass made of settings. Its docstring is the section's text in the reference."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[object]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the value of a setting must be.

    Attributes:
        doc: What the setting does, in sentences.
        low: The smallest number.
        high: The largest number.
        choices: The only texts it may be, if any.
        form: The form of a text: "address" is HOST:PORT, "network" an IP network. Of a list, it is
            the form of each item.
        secret: Whether the value is kept out of what is printed.
    """

    doc: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    form: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared setting.

    Attributes:
        section: The section's name, a table in TOML.
        name: Its own name.
        default: Its value when nobody sets it; its type is the setting's.
        rule: What its value must be.
    """

    section: str
    name: str
    default: Value
    rule: Rule

    @property
    def path(self) -> str:
        """The name in messages and in the reference: `listen.mtproto`."""
        return f"{self.section}.{self.name}"

    @property
    def variable(self) -> str:
        """The environment variable that sets it: `HODHOD_LISTEN_MTPROTO`."""
        return f"HODHOD_{self.section}_{self.name}".upper()


def setting(
    default: V,
    doc: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    form: str = "",
    secret: bool = False,
) -> V:
    """Declare a field of a section; the arguments are those of Rule."""
    rule = Rule(doc, low, high, choices, form, secret)
    return dataclasses.field(default=default, metadata={_KEY: rule})


def settings_of(section: str, declared: type[Section]) -> Iterator[Setting]:
    """Yield the settings of a section in the order of their declaration."""
    for field in dataclasses.fields(declared):
        default = field.default
        assert isinstance(default, bool | int | float | str | tuple)
        yield Setting(section, field.name, default, field.metadata[_KEY])
