"""Settings that there may be several of: `[[provider]]` and `[[cap]]`, tables of an array.

Their fields are those of the values that `hodhod.codes` takes, and so is their documentation.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from hodhod.codes import (
    Cap,
    GhasedakSettings,
    KavenegarSettings,
    LocalSettings,
    ProviderSettings,
    SmsIrSettings,
    TemplateSettings,
)
from hodhod.ops.settings.check import WrongValueError

KINDS: Mapping[str, type[ProviderSettings]] = {
    "local": LocalSettings,
    "kavenegar": KavenegarSettings,
    "sms.ir": SmsIrSettings,
    "ghasedak": GhasedakSettings,
    "http": TemplateSettings,
}
"""What `kind` of a [[provider]] may be."""

T = TypeVar("T")

_ATTRIBUTE = re.compile(r"^    (\w+): (.+)$")


@dataclass(frozen=True, slots=True)
class Column:
    """A field of such a table.

    Attributes:
        name: Its name.
        doc: What it is.
        default: As JSON; empty if it must be given.
        secret: Whether its value is not shown.
    """

    name: str
    doc: str
    default: str
    secret: bool


def provider_of(written: object) -> ProviderSettings:
    """Check a `[[provider]]`.

    Raises:
        WrongValueError: Its kind or one of its fields is wrong.
    """
    if not isinstance(written, dict):
        raise WrongValueError("must be a table: [[provider]]")
    kind = KINDS.get(str(written.get("kind")))
    if kind is None:
        raise WrongValueError(f"kind must be one of {', '.join(KINDS)}")
    return _converted({name: value for name, value in written.items() if name != "kind"}, kind)


def cap_of(written: object) -> Cap:
    """Check a `[[cap]]`.

    Raises:
        WrongValueError: One of its fields is wrong.
    """
    if not isinstance(written, dict):
        raise WrongValueError("must be a table: [[cap]]")
    return _converted(written, Cap)


def kind_name(provider: ProviderSettings) -> str:
    """Return the `kind` of a provider."""
    return next(name for name, kind in KINDS.items() if isinstance(provider, kind))


def columns(declared: type[ProviderSettings | Cap]) -> Iterator[Column]:
    """Yield the fields of a table, documented by the value's own docstring."""
    docs = _attribute_docs(inspect.getdoc(declared) or "")
    for field in dataclasses.fields(declared):
        default = "" if field.default is dataclasses.MISSING else json.dumps(field.default)
        yield Column(field.name, docs[field.name], default, secret=not field.repr)


def _converted(written: Mapping[str, object], wanted: type[T]) -> T:
    assert dataclasses.is_dataclass(wanted)
    known = [field.name for field in dataclasses.fields(wanted)]
    unknown = [name for name in written if name not in known]
    if unknown:
        raise WrongValueError(f"has no field {unknown[0]}; there are {', '.join(known) or 'none'}")
    try:
        return msgspec.convert(written, wanted)
    except msgspec.ValidationError as error:
        text = str(error).replace("Object missing", "misses").replace(" - at `$.", ": `")
        raise WrongValueError(text[0].lower() + text[1:]) from None


def _attribute_docs(docstring: str) -> dict[str, str]:
    """Read the Attributes of a docstring in Google's form."""
    docs: dict[str, str] = {}
    name = ""
    for line in docstring.partition("Attributes:\n")[2].splitlines():
        if found := _ATTRIBUTE.match(line):
            name = found[1]
            docs[name] = found[2]
        elif name and line.startswith("        "):
            docs[name] += " " + line.strip()
    return docs
