"""What can go wrong between bytes and values.

ValueError
├── DecodeError        the bytes are no TL value
└── EncodeError        the value cannot be written
    └── InexpressibleError  … because the layer has no such constructor
"""

from __future__ import annotations


class DecodeError(ValueError):
    """The bytes are not a TL value: cut off, too long, an unknown id, too deep, not UTF-8."""


class EncodeError(ValueError):
    """The value cannot be written: a field of the wrong type, or out of range."""


class InexpressibleError(EncodeError):
    """The layer has no constructor for the value, or for a part that it cannot be without."""
