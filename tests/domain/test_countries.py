from __future__ import annotations

from hodhod.domain.countries import countries, country_of

BY_CODE = {country.iso2: country for country in countries()}


def test_every_country_has_what_a_client_shows() -> None:
    assert len(BY_CODE) > 200
    for country in BY_CODE.values():
        assert country.name
        assert country.name_fa
        assert country.calling_code.isdecimal()
        assert all(prefix.isdecimal() for prefix in country.prefixes)
        assert all(set(pattern) <= set("X ") for pattern in country.patterns)


def test_names_and_grouping() -> None:
    iran = BY_CODE["IR"]
    assert (iran.calling_code, iran.patterns, iran.prefixes) == ("98", ("XXX XXX XXXX",), ())
    assert (iran.named("fa"), iran.named("en"), iran.named("de")) == ("ایران", "Iran", "Iran")


def test_countries_that_share_a_code_are_told_apart() -> None:
    assert BY_CODE["US"].prefixes == ()
    assert "416" in BY_CODE["CA"].prefixes
    assert "809" in BY_CODE["DO"].prefixes
    assert BY_CODE["KZ"].prefixes == ("7",)
    first = [country for country in BY_CODE.values() if not country.prefixes]
    assert len({country.calling_code for country in first}) == len(first)


def test_the_country_of_a_number() -> None:
    assert country_of("989121234567") == "IR"
    assert country_of("14165551234") == "CA"
    assert country_of("9996631234") == ""
