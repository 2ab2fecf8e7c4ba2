"""One line of a TL schema as a value."""

from __future__ import annotations

import binascii
from dataclasses import dataclass

LayerRange = tuple[int, int]


class SchemaError(ValueError):
    """A line of a schema that cannot be understood, or two that contradict each other."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a constructor or function.

    Attributes:
        name: the name in the schema.
        type: the type without its condition: ``int``, ``true``, ``Vector<InputPeer>``, ``#``.
        flag: the flags field and bit that say whether it is there; None if it always is.
    """

    name: str
    type: str
    flag: tuple[str, int] | None = None

    @property
    def is_mark(self) -> bool:
        """Whether this is a bit alone, ``flags.N?true``, which takes no bytes."""
        return self.flag is not None and self.type == "true"

    def __str__(self) -> str:
        if self.flag is None:
            return f"{self.name}:{self.type}"
        return f"{self.name}:{self.flag[0]}.{self.flag[1]}?{self.type}"


@dataclass(frozen=True, slots=True)
class Definition:
    """A version of a constructor or function.

    Attributes:
        name: the full name, ``messages.sendMessage``.
        id: the 32-bit number that stands for it on the wire.
        fields: in the order of the wire.
        result: the type it is of (a constructor) or answers with (a function).
        is_function: whether it is a function.
        layers: the ranges of layers that have it, both ends included, ascending.
    """

    name: str
    id: int
    fields: tuple[Field, ...]
    result: str
    is_function: bool = False
    layers: tuple[LayerRange, ...] = ()

    @property
    def namespace(self) -> str:
        """The part before the dot, empty if there is none."""
        return self.name.rpartition(".")[0]

    @property
    def is_generic(self) -> bool:
        """Whether it answers with what the query inside it answers (``!X``)."""
        return any(field.type == "!X" for field in self.fields)

    def text(self) -> str:
        """The line of the schema, without layers."""
        words = [f"{self.name}#{self.id:08x}"]
        if self.is_generic:
            words.append("{X:Type}")
        words.extend(str(field) for field in self.fields)
        return f"{' '.join(words)} = {self.result};"

    def crc32(self) -> int:
        """The number the line ought to have.

        It is the CRC32 of the line in a plain form: without number, marks and punctuation, and
        with ``string`` for ``bytes``.

        Source: https://core.telegram.org/mtproto/TL-formal#combinator-name-calculation
        """
        words = [self.name]
        if self.is_generic:
            words.append("X:Type")
        for field in self.fields:
            if field.is_mark:
                continue
            plain = str(field)
            if field.type == "bytes":
                plain = plain.removesuffix("bytes") + "string"
            words.append(plain.replace("<", " ").replace(">", ""))
        words += ["=", self.result.replace("<", " ").replace(">", "")]
        return binascii.crc32(" ".join(words).encode())
