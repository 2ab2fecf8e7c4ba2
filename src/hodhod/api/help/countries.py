"""help.getCountriesList: countries with their calling codes, for the field of a phone number.

Source: https://core.telegram.org/method/help.getCountriesList
"""

from __future__ import annotations

import asyncio
import zlib
from functools import lru_cache

from hodhod.actions.app import App
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.countries import Country, countries
from hodhod.tl import functions, types


@rpc(functions.help.GetCountriesList, access=ANYONE)
async def get_countries_list(
    app: App, caller: Caller, request: functions.help.GetCountriesList
) -> types.help.TypeCountriesList:
    """The countries, named in Persian or English; not modified for a client that has this list."""
    # The list takes about a second to make, once a process: too long for the event loop.
    answer = await asyncio.to_thread(country_list, _language(request.lang_code))
    if request.hash == answer.hash:
        return types.help.CountriesListNotModified()
    return answer


def _language(lang_code: str) -> str:
    return "fa" if lang_code.lower().startswith("fa") else "en"


@lru_cache(maxsize=2)
def country_list(lang_code: str) -> types.help.CountriesList:
    """The list in one of two languages.

    Args:
        lang_code: "fa" or "en".
    """
    found = tuple(_country(one, lang_code) for one in countries())
    content_hash = (zlib.crc32(repr(found).encode()) & 0x7FFFFFFF) or 1
    return types.help.CountriesList(countries=found, hash=content_hash)


def _country(country: Country, lang_code: str) -> types.help.Country:
    return types.help.Country(
        iso2=country.iso2,
        default_name=country.name,
        name=None if lang_code == "en" else country.named(lang_code),
        country_codes=(
            types.help.CountryCode(
                country_code=country.calling_code,
                prefixes=country.prefixes or None,
                patterns=country.patterns or None,
            ),
        ),
    )
