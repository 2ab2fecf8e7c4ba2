import pytest

from hodhod.ops.settings.check import WrongValueError, from_text, from_toml, split_address
from hodhod.ops.settings.declare import Rule, Setting, Value


def setting(default: Value, rule: Rule = Rule("")) -> Setting:  # noqa: B008 (frozen)
    return Setting("s", "n", default, rule)


@pytest.mark.parametrize(
    ("default", "written", "value"),
    [
        (False, True, True),
        (1, 7, 7),
        (1.5, 2, 2.0),
        ("", "x", "x"),
        ((), ["a", "b"], ("a", "b")),
    ],
)
def test_toml_of_the_right_type_is_the_value(default: Value, written: object, value: Value) -> None:
    taken = from_toml(setting(default), written)
    assert taken == value
    assert type(taken) is type(default)


@pytest.mark.parametrize(
    ("default", "written"),
    [(1, True), (True, 1), (1, 1.5), ("", 1), ("", ["a"]), ((), "a"), ((), [1]), (1, "1")],
)
def test_toml_of_another_type_is_refused(default: Value, written: object) -> None:
    with pytest.raises(WrongValueError, match="must be"):
        from_toml(setting(default), written)


@pytest.mark.parametrize(
    ("text", "value"), [("TRUE", True), ("on", True), ("0", False), ("no", False)]
)
def test_yes_and_no_are_read_in_several_spellings(text: str, value: bool) -> None:
    assert from_text(setting(default=False), text) is value


@pytest.mark.parametrize("text", ["maybe", "", "2"])
def test_other_words_are_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(WrongValueError, match="true or false"):
        from_text(setting(default=False), text)


def test_bounds_are_kept_in_both_forms() -> None:
    bounded = setting(5, Rule("", low=1, high=9))
    assert from_toml(bounded, 9) == 9
    assert from_text(bounded, "1") == 1
    with pytest.raises(WrongValueError, match="at least 1"):
        from_text(bounded, "0")
    with pytest.raises(WrongValueError, match="at most 9"):
        from_toml(bounded, 10)


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("address", "0.0.0.0:4430", "4430"),
        ("network", "10.0.0.0/8", "10.0.0.1/8"),
        ("region", "IR", "ir"),
        ("url", "https://x", "ftp://x"),
        ("dsn", "postgresql:///x", "mysql://x"),
        ("name", "node-1_a", "node.1"),
    ],
)
def test_texts_have_their_form(form: str, good: str, bad: str) -> None:
    formed = setting("", Rule("", form=form))
    assert from_text(formed, good) == good
    with pytest.raises(WrongValueError):
        from_text(formed, bad)


def test_a_wrong_dsn_is_not_repeated_for_it_may_hold_a_password() -> None:
    with pytest.raises(WrongValueError) as caught:
        from_text(setting("", Rule("", form="dsn")), "user:s3cret@host")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("127.0.0.1:0", "127.0.0.1", 0),
        ("[::1]:65535", "::1", 65535),
        ("h.example:1", "h.example", 1),
    ],
)
def test_addresses_are_split(address: str, host: str, port: int) -> None:
    assert split_address(address) == (host, port)


@pytest.mark.parametrize(
    "address", ["", ":1", "h", "h:", "h:x", "h:65536", "::1:80", "h:-1", "h:١"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(WrongValueError, match="HOST:PORT"):
        split_address(address)
