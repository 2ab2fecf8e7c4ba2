from __future__ import annotations

from pathlib import Path

import pytest

from tools.tlgen.definition import SchemaError
from tools.tlgen.merge import merge, write_merged
from tools.tlgen.parse import known_layers, parse

SCHEMA = Path(__file__).resolve().parents[2] / "schema"

# Definitions whose id is not the CRC32 of their line, though clients use it.
NOT_CRC32: frozenset[str] = frozenset()


def merged(*layers: tuple[int, str]) -> str:
    """The merged schema of some layers."""
    text = write_merged([], ())
    for layer, schema in layers:
        definitions, known = merge(parse(text), known_layers(text), layer, parse(schema))
        text = write_merged(definitions, known)
    return text


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "#" in line]


def test_a_constructor_has_the_first_and_last_layer_that_has_it() -> None:
    text = merged((1, "a#1 = A;"), (2, "a#1 = A;\nb#2 = A;"), (4, "b#2 = A;"))

    assert lines(text) == ["a#00000001 = A; // 1-2", "b#00000002 = A; // 2-4"]


def test_a_constructor_that_comes_back_has_two_ranges() -> None:
    text = merged((1, "a#1 = A;"), (2, "b#2 = A;"), (3, "a#1 = A;"))

    assert lines(text) == ["a#00000001 = A; // 1,3", "b#00000002 = A; // 2"]


def test_the_order_of_merging_does_not_matter() -> None:
    one, two, three = (1, "a#1 = A;"), (2, "a#2 x:int = A;"), (3, "a#2 x:int = A;")

    assert merged(one, two, three) == merged(three, one, two)


def test_marks_of_all_layers_are_united_under_one_id() -> None:
    older = "a#1 flags:# old:flags.0?true x:flags.1?int = A;"
    newer = "a#1 flags:# new:flags.2?true x:flags.1?int = A;"
    expected = "a#00000001 flags:# old:flags.0?true new:flags.2?true x:flags.1?int = A; // 1-2"

    assert lines(merged((1, older), (2, newer))) == [expected]
    assert lines(merged((2, newer), (1, older))) == [expected]


def test_the_newer_name_of_a_field_wins() -> None:
    text = merged((2, "a#1 good_name:int = A;"), (1, "a#1 badName:int = A;"))

    assert lines(text) == ["a#00000001 good_name:int = A; // 1-2"]


def test_one_id_with_two_layouts_is_refused() -> None:
    with pytest.raises(SchemaError, match="two layouts"):
        merged((1, "a#1 x:int = A;"), (2, "a#1 x:long = A;"))


def test_merging_a_layer_anew_replaces_it() -> None:
    text = merged((1, "a#1 = A;\nwrong#2 = A;"), (1, "a#1 = A;\nright#3 = A;"))

    assert lines(text) == ["a#00000001 = A; // 1", "right#00000003 = A; // 1"]


def test_the_merged_schema_is_written_as_it_was_read() -> None:
    text = (SCHEMA / "api.tl").read_text(encoding="utf-8")

    assert write_merged(parse(text), known_layers(text)) == text


@pytest.mark.parametrize("name", ["api.tl", "mtproto.tl"])
def test_every_id_is_the_crc32_of_its_line(name: str) -> None:
    text = (SCHEMA / name).read_text(encoding="utf-8")

    wrong = {one.name for one in parse(text) if one.crc32() != one.id}

    assert wrong == NOT_CRC32


def test_all_layers_that_are_promised_are_there() -> None:
    layers = known_layers((SCHEMA / "api.tl").read_text(encoding="utf-8"))

    assert len(layers) >= 54
    assert layers[0] == 150
    assert layers[-1] >= 229
