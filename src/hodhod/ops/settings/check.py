"""From what somebody wrote to the value of a setting, or a sentence that says what is wrong."""

from __future__ import annotations

import ipaddress
import re

from hodhod.ops.settings.declare import Setting, Value

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
PORTS = 65_536


class WrongValueError(ValueError):
    """A value that the setting cannot have; the text says what it can."""


def from_toml(setting: Setting, written: object) -> Value:
    """Check a value of a TOML file.

    Raises:
        WrongValueError: It is of another type, or breaks the setting's rule.
    """
    wanted = type(setting.default)
    if wanted is tuple:
        if not isinstance(written, list) or not all(isinstance(item, str) for item in written):
            raise WrongValueError(f"must be a list of texts, not {written!r}")
        return check(setting, tuple(str(item) for item in written))
    if wanted is float and type(written) is int:
        written = float(written)
    if type(written) is not wanted or not isinstance(written, bool | int | float | str):
        raise WrongValueError(f"must be {kind_of(setting)}, not {written!r}")
    return check(setting, written)


def from_text(setting: Setting, written: str) -> Value:
    """Check a value of an environment variable or of the command line.

    Lists are written with commas.

    Raises:
        WrongValueError: It cannot be read, or breaks the setting's rule.
    """
    default = setting.default
    text = written.strip()
    if isinstance(default, tuple):
        return check(setting, tuple(item.strip() for item in text.split(",") if item.strip()))
    if isinstance(default, str):
        return check(setting, text)
    if isinstance(default, bool):
        if text.lower() in TRUE | FALSE:
            return text.lower() in TRUE
    else:
        try:
            return check(setting, type(default)(text))
        except WrongValueError:
            raise
        except ValueError:
            pass
    raise WrongValueError(f"must be {kind_of(setting)}, not {written!r}")


def kind_of(setting: Setting) -> str:
    """Return what a value of the setting is, as a noun."""
    default = setting.default
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, tuple):
        return "a list of texts"
    return {int: "a whole number", float: "a number", str: "a text"}[type(default)]


def check(setting: Setting, value: Value) -> Value:
    """Check a value of the right type against the setting's rule, and return it.

    Raises:
        WrongValueError: It breaks the rule.
    """
    rule = setting.rule
    if isinstance(value, int | float) and not isinstance(value, bool):
        if rule.low is not None and value < rule.low:
            raise WrongValueError(f"must be at least {rule.low:g}, not {value:g}")
        if rule.high is not None and value > rule.high:
            raise WrongValueError(f"must be at most {rule.high:g}, not {value:g}")
        return value
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str):
            _check_text(setting, item)
    return value


def split_address(address: str) -> tuple[str, int]:
    """Split HOST:PORT; an IPv6 host is in brackets: [::1]:4430.

    Raises:
        WrongValueError: It is not of that form.
    """
    host, colon, port = address.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        host = ""
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) >= PORTS:
        raise WrongValueError(f"must be HOST:PORT, not {address!r}")
    return host, int(port)


def _check_text(setting: Setting, text: str) -> None:
    rule = setting.rule
    if rule.choices and text not in rule.choices:
        raise WrongValueError(f"must be one of {', '.join(rule.choices)}, not {text!r}")
    if rule.form == "address":
        split_address(text)
    if rule.form == "network":
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise WrongValueError(f"must be an IP network, not {text!r}") from None
    if rule.form == "region" and not (len(text) == 2 and text.isascii() and text.isupper()):
        raise WrongValueError(f"must be two capital letters of ISO 3166, not {text!r}")
    if rule.form == "name" and not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise WrongValueError(f"must be letters, digits, dash and underline, not {text!r}")
    if rule.form == "url" and text and not text.startswith(("http://", "https://")):
        raise WrongValueError(f"must begin with http:// or https://, not {text!r}")
    if rule.form == "dsn" and text and not text.startswith(("postgresql://", "postgres://")):
        raise WrongValueError("must begin with postgresql://")
