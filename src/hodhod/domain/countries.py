"""The list of countries that a client offers when somebody types their phone number.

Source: https://core.telegram.org/method/help.getCountriesList
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import phonenumbers

from hodhod.domain.country_names import COUNTRY_NAMES

NORTH_AMERICA = 1
"""The calling code of the United States, Canada and most islands near them."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with telephones.

    Attributes:
        iso2: Its code in ISO 3166.
        name: Its name in English.
        name_fa: Its name in Persian.
        calling_code: Digits that its numbers begin with; several countries may share them.
        prefixes: Digits after the calling code by which this country is told from those it shares
            the code with, empty for the country that the code belongs to first of all.
        patterns: How its mobile numbers are grouped, a letter X for a digit: `XXX XXX XXXX`.
    """

    iso2: str
    name: str
    name_fa: str
    calling_code: str
    prefixes: tuple[str, ...]
    patterns: tuple[str, ...]

    def named(self, lang_code: str) -> str:
        """Return its name in a language: Persian, else English."""
        return self.name_fa if lang_code.startswith("fa") else self.name


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries by their English names; computed once, in about 0.1 s."""
    known = [code for code in COUNTRY_NAMES if code in phonenumbers.SUPPORTED_REGIONS]
    return tuple(sorted(map(_country, known), key=lambda country: country.name))


def country_of(phone: str) -> str:
    """Return the two letters of the country a number belongs to, empty if none is known."""
    try:
        parsed = phonenumbers.parse("+" + phone, None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(parsed) or ""


def _country(iso2: str) -> Country:
    name, name_fa = COUNTRY_NAMES[iso2]
    code = phonenumbers.country_code_for_region(iso2)
    pattern = _pattern(iso2)
    return Country(
        iso2=iso2,
        name=name,
        name_fa=name_fa,
        calling_code=str(code),
        prefixes=_prefixes(iso2, code),
        patterns=(pattern,) if pattern else (),
    )


def _prefixes(iso2: str, code: int) -> tuple[str, ...]:
    """Return the digits that tell a country from the first owner of its calling code."""
    if phonenumbers.region_code_for_country_code(code) == iso2:
        return ()
    if code == NORTH_AMERICA:
        return _area_codes().get(iso2, ())
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(iso2, None)
    leading = (metadata.leading_digits if metadata else None) or ""
    known = tuple(part for part in leading.split("|") if part.isdigit())
    return known or tuple(example[:4] for example in [_example(iso2)] if example)


@cache
def _area_codes() -> dict[str, tuple[str, ...]]:
    """Return each country's area codes in the North American plan, found by asking for all."""
    found = defaultdict[str, list[str]](list)
    for area in range(200, 1000):
        number = phonenumbers.PhoneNumber(NORTH_AMERICA, area * 10**7 + 2345678)
        found[phonenumbers.region_code_for_number(number) or ""].append(str(area))
    return {iso2: tuple(areas) for iso2, areas in found.items()}


def _example(iso2: str) -> str:
    """Return the national digits of an example of a mobile number, empty if there is none."""
    example = phonenumbers.example_number_for_type(iso2, phonenumbers.PhoneNumberType.MOBILE)
    return phonenumbers.national_significant_number(example) if example else ""


def _pattern(iso2: str) -> str:
    """Return the grouping of an example of a mobile number."""
    example = phonenumbers.example_number_for_type(iso2, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return ""
    text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    _, _, grouped = text.partition(" ")
    return re.sub(r"\d", "X", re.sub(r"[^\d ]", " ", grouped))
