from __future__ import annotations

import pytest

from hodhod.api import handlers
from hodhod.api.help.json_value import to_json_value
from hodhod.domain.policy import Endpoint, Policy
from hodhod.tl import TLFunction, functions, types
from tests.api.bare_app import NOW, bare_app, caller

ENDPOINTS = (Endpoint("192.0.2.7", 4430), Endpoint("2001:db8::7", 4430, ipv6=True))
POLICY = Policy(
    dc_id=2,
    endpoints=ENDPOINTS,
    public_url="https://chat.example.org",
    message_length=5000,
    upload_bytes=1024 * 1024 * 1024,
)


async def call(request: TLFunction, *, dc_id: int = 2, lang_code: str = "") -> object:
    method = handlers.load()[type(request)]
    return await method.handler(bare_app(POLICY), caller(dc_id=dc_id, lang_code=lang_code), request)


async def config(dc_id: int = 2) -> types.Config:
    answer = await call(functions.help.GetConfig(), dc_id=dc_id)
    assert isinstance(answer, types.Config)
    return answer


@pytest.mark.parametrize("dc_id", [1, 2, 4])
async def test_the_configuration_names_the_data_centre_the_client_is_on(dc_id: int) -> None:
    assert (await config(dc_id)).this_dc == dc_id
    nearest = await call(functions.help.GetNearestDc(), dc_id=dc_id)
    assert nearest == types.NearestDc(country="IR", this_dc=dc_id, nearest_dc=dc_id)


async def test_every_data_centre_is_at_every_endpoint() -> None:
    options = (await config()).dc_options
    assert {(one.id, one.ip_address, one.port, one.ipv6) for one in options} == {
        (dc_id, endpoint.host, endpoint.port, endpoint.ipv6)
        for dc_id in range(1, 6)
        for endpoint in ENDPOINTS
    }
    assert not any(one.cdn or one.tcpo_only for one in options)


async def test_the_configuration_is_good_for_a_while_but_not_for_long() -> None:
    answer = await config()
    assert answer.date == NOW
    assert 60 <= answer.expires - answer.date <= 86_400


async def test_the_configuration_has_the_operators_limits_and_links() -> None:
    answer = await config()
    assert answer.message_length_max == 5000
    assert answer.me_url_prefix == "https://chat.example.org/"
    assert answer.test_mode is False
    assert answer.tmp_sessions is None


async def app_config(known_hash: int) -> types.help.TypeAppConfig:
    answer = await call(functions.help.GetAppConfig(hash=known_hash))
    assert isinstance(answer, types.help.AppConfig | types.help.AppConfigNotModified)
    return answer


async def test_the_client_configuration_is_an_object_with_the_keys_clients_insist_on() -> None:
    answer = await app_config(0)
    assert isinstance(answer, types.help.AppConfig)
    assert isinstance(answer.config, types.JsonObject)
    values = {one.key: one.value for one in answer.config.value}
    assert isinstance(values["fragment_prefixes"], types.JsonArray)
    assert values["dialog_filters_enabled"] == types.JsonBool(value=True)
    assert values["upload_max_fileparts_default"] == types.JsonNumber(value=2048.0)


async def test_the_client_configuration_is_not_modified_only_for_who_has_it() -> None:
    answer = await app_config(0)
    assert isinstance(answer, types.help.AppConfig)
    assert answer.hash > 0
    assert isinstance(await app_config(answer.hash + 1), types.help.AppConfig)
    assert isinstance(await app_config(answer.hash), types.help.AppConfigNotModified)


async def test_before_it_had_a_hash_the_client_configuration_was_bare() -> None:
    assert isinstance(await call(functions.help.GetAppConfig()), types.JsonObject)


def test_json_keeps_its_types() -> None:
    assert to_json_value({"a": [None, True, 1, 0.5, "x"]}) == types.JsonObject(
        value=(
            types.JsonObjectValue(
                key="a",
                value=types.JsonArray(
                    value=(
                        types.JsonNull(),
                        types.JsonBool(value=True),
                        types.JsonNumber(value=1.0),
                        types.JsonNumber(value=0.5),
                        types.JsonString(value="x"),
                    )
                ),
            ),
        )
    )


async def test_countries_are_named_in_the_asked_language() -> None:
    persian = await call(functions.help.GetCountriesList(lang_code="fa", hash=0))
    english = await call(functions.help.GetCountriesList(lang_code="en", hash=0))
    assert isinstance(persian, types.help.CountriesList)
    assert isinstance(english, types.help.CountriesList)
    iran = next(one for one in persian.countries if one.iso2 == "IR")
    assert iran.name == "ایران"
    assert iran.country_codes[0].country_code == "98"
    iran = next(one for one in english.countries if one.iso2 == "IR")
    assert (iran.default_name, iran.name) == ("Iran", None)
    again = await call(functions.help.GetCountriesList(lang_code="fa", hash=persian.hash))
    assert again == types.help.CountriesListNotModified()


async def test_time_zones_have_their_offsets() -> None:
    answer = await call(functions.help.GetTimezonesList(hash=0))
    assert isinstance(answer, types.help.TimezonesList)
    tehran = next(one for one in answer.timezones if one.id == "Asia/Tehran")
    assert (tehran.name, tehran.utc_offset) == ("Tehran", 12_600)
    again = await call(functions.help.GetTimezonesList(hash=answer.hash))
    assert again == types.help.TimezonesListNotModified()


async def test_colours_beyond_the_built_in_ones_carry_their_palette() -> None:
    names = await call(functions.help.GetPeerColors(hash=0))
    profiles = await call(functions.help.GetPeerProfileColors(hash=0))
    assert isinstance(names, types.help.PeerColors)
    assert isinstance(profiles, types.help.PeerColors)
    assert all((one.colors is None) == (one.color_id < 7) for one in names.colors)
    assert all(
        isinstance(one.colors, types.help.PeerColorProfileSet)
        and isinstance(one.dark_colors, types.help.PeerColorProfileSet)
        for one in profiles.colors
    )
    again = await call(functions.help.GetPeerColors(hash=names.hash))
    assert again == types.help.PeerColorsNotModified()


async def test_promotions_and_terms_are_none_and_asked_for_rarely() -> None:
    promo = await call(functions.help.GetPromoData())
    terms = await call(functions.help.GetTermsOfServiceUpdate())
    assert isinstance(promo, types.help.PromoDataEmpty)
    assert isinstance(terms, types.help.TermsOfServiceUpdateEmpty)
    assert promo.expires > NOW
    assert terms.expires > NOW


async def test_the_invitation_is_in_the_callers_language_and_has_the_link() -> None:
    persian = await call(functions.help.GetInviteText(), lang_code="fa")
    english = await call(functions.help.GetInviteText(), lang_code="en")
    assert isinstance(persian, types.help.InviteText)
    assert isinstance(english, types.help.InviteText)
    assert "بیا" in persian.message
    assert "https://chat.example.org" in persian.message
    assert english.message != persian.message
