"""Any value of any layer, there and back; any value of the newest layer, in all others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hodhod import tl
from hodhod.tl.mapping import CHANGES
from tests.tl.layered import DEFINITIONS, LAYERS, Maker, Walker, layer

SEEDS = st.integers(0, 2**32 - 1)


def result_of(data: bytes, number: int) -> str:
    """The type to read bytes as: that of the constructor they begin with."""
    definition = layer(number).by_id[int.from_bytes(data[:4], "little")]
    return "!X" if definition.is_function else definition.result


def holds_changed(value: object) -> bool:
    """Whether a value or a part of it has another form in older layers."""
    if isinstance(value, tuple):
        return any(map(holds_changed, value))
    if not isinstance(value, tl.TLObject):
        return False
    return value.tl_name in CHANGES or any(
        holds_changed(getattr(value, name)) for name in value.__struct_fields__
    )


@given(number=st.sampled_from(LAYERS), place=st.integers(0, 4000), seed=SEEDS)
@settings(max_examples=300, deadline=None)
def test_a_value_of_any_layer_is_decoded_equal(number: int, place: int, seed: int) -> None:
    definitions = list(layer(number).by_id.values())
    value = Maker(number, seed).make(definitions[place % len(definitions)])

    encoded = tl.encode(value, number)

    Walker(number, encoded).walk(result_of(encoded, number))
    decoded = tl.decode(encoded)
    if not holds_changed(value):
        assert decoded == value
    assert tl.decode(tl.encode(decoded, number)) == decoded


def test_every_version_of_every_constructor_and_function_is_encoded_and_decoded() -> None:
    for definition in DEFINITIONS:
        number = definition.layers[-1][1]
        value = Maker(number, definition.id).make(definition)

        encoded = tl.encode(value, number)

        assert int.from_bytes(encoded[:4], "little") == definition.id
        Walker(number, encoded).walk("!X" if definition.is_function else definition.result)
        decoded = tl.decode(encoded)
        assert decoded == value or holds_changed(value), definition.name


@pytest.mark.parametrize("number", LAYERS)
def test_values_of_the_newest_layer_have_only_what_the_layer_has(number: int) -> None:
    newest = layer(LAYERS[-1])
    expressible = 0
    for place, definition in enumerate(newest.by_id.values()):
        if place % 3 != number % 3:
            continue
        value = Maker(LAYERS[-1], number + definition.id).make(definition)
        try:
            encoded = tl.encode(value, number)
        except tl.InexpressibleError:
            continue
        Walker(number, encoded).walk(result_of(encoded, number))
        tl.decode(encoded)
        expressible += 1

    # Were everything inexpressible, the test would prove nothing.
    assert expressible > 400


@given(number=st.integers(-1, 400), seed=SEEDS)
@settings(deadline=None)
def test_a_layer_nobody_knows_gets_the_nearest_older_one(number: int, seed: int) -> None:
    known = tl.known_layer(number)
    made = Maker(LAYERS[0], seed).value("MessageMedia", 2)
    assert isinstance(made, tl.TLObject)
    media = tl.decode(tl.encode(made, LAYERS[0]))

    assert known in LAYERS
    assert known <= number or known == tl.OLDEST_LAYER
    assert tl.encode(media, number) == tl.encode(media, known)
