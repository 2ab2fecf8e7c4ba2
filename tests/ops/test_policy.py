import dataclasses

import pytest

from hodhod.domain.policy import Endpoint, Policy
from hodhod.ops.policy import node_of, policy_of, reachable
from hodhod.ops.settings import load

HERE = ("127.0.0.1", 4430)
WEB = ("127.0.0.1", 8080)


def policy(**variables: str) -> Policy:
    environment = {f"HODHOD_{name}": text for name, text in variables.items()}
    return policy_of(load(None, environment).settings, HERE, WEB)


def test_without_settings_it_is_the_policy_that_rules_are_written_for() -> None:
    own = {"endpoints", "public_url"}
    made, default = dataclasses.asdict(policy()), dataclasses.asdict(Policy())
    assert {name: made[name] for name in made if name not in own} == {
        name: default[name] for name in default if name not in own
    }


def test_clients_are_told_where_the_server_listens() -> None:
    assert policy().endpoints == (Endpoint("127.0.0.1", 4430),)
    assert policy().public_url == "http://127.0.0.1:8080"


def test_clients_are_told_what_the_operator_says() -> None:
    told = policy(
        SERVER_ADVERTISE="192.0.2.1:443,[2001:db8::1]:443", SERVER_PUBLIC_URL="https://h.example/"
    )
    assert told.endpoints == (
        Endpoint("192.0.2.1", 443),
        Endpoint("2001:db8::1", 443, ipv6=True),
    )
    assert told.public_url == "https://h.example"


def test_clients_are_never_told_to_connect_to_anywhere() -> None:
    host, port = reachable("0.0.0.0", 4430)
    assert host not in {"0.0.0.0", "::"}
    assert port == 4430


def test_an_address_of_ipv6_is_an_address_in_a_link() -> None:
    assert policy_of(load().settings, HERE, ("::1", 8080)).public_url == "http://[::1]:8080"


@pytest.mark.parametrize(("node", "name"), [("n-1", "n-1"), ("", None)])
def test_a_node_has_a_name_that_nats_takes(node: str, name: str | None) -> None:
    made = node_of(load(None, {"HODHOD_BUS_NODE": node}).settings)
    assert made == (name or made)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
