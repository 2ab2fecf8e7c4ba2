from __future__ import annotations

import pytest

from tools.tlgen.definition import Field, SchemaError
from tools.tlgen.parse import known_layers, parse, parse_line

FIELDS = [
    ("id:long", Field("id", "long")),
    ("flags:#", Field("flags", "#")),
    ("silent:flags.5?true", Field("silent", "true", ("flags", 5))),
    ("media:flags2.31?Vector<InputMedia>", Field("media", "Vector<InputMedia>", ("flags2", 31))),
]


@pytest.mark.parametrize(("text", "field"), FIELDS)
def test_a_field_is_read_and_written_alike(text: str, field: Field) -> None:
    definition = parse_line(f"name#1 {text} = Type;", is_function=False)

    assert definition.fields == (field,)
    assert str(field) == text


def test_a_line_tells_its_name_id_result_and_layers() -> None:
    definition = parse_line(
        "messages.send#fe id:int = messages.Sent; // 150-163,170", is_function=True
    )

    assert (definition.name, definition.id) == ("messages.send", 0xFE)
    assert (definition.namespace, definition.result) == ("messages", "messages.Sent")
    assert definition.layers == ((150, 163), (170, 170))
    assert definition.text() == "messages.send#000000fe id:int = messages.Sent;"


def test_what_stands_behind_the_section_mark_is_a_function() -> None:
    text = "a#1 = A;\n---functions---\nb#2 = A;\n---types---\nc#3 = A;\n"

    assert [one.is_function for one in parse(text)] == [False, True, False]


def test_comments_built_ins_and_lines_without_an_id_are_skipped() -> None:
    text = "// a#1 = A;\n\nint ? = Int;\nvector#1cb5c415 {t:Type} # [ t ] = Vector t;\nb#2 = B;;\n"

    assert [one.name for one in parse(text)] == ["b"]


@pytest.mark.parametrize("line", ["a#1 id = A;", "a#xyz = A;", "a#1 id:int A;", "a#1 id:int = A"])
def test_a_faulty_line_is_refused(line: str) -> None:
    with pytest.raises(SchemaError):
        list(parse_line(line, is_function=False).fields)


@pytest.mark.parametrize(
    "line",
    [
        "inputPeerUser#dde8a54c user_id:long access_hash:long = InputPeer;",
        "invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;",
        "help.appConfig#dd18782e hash:int config:JSONValue = help.AppConfig;",
        "gzip_packed#3072cfa1 packed_data:bytes = Object;",
        "recentStory#711d692d flags:# live:flags.0?true max_id:flags.1?int = RecentStory;",
    ],
)
def test_the_id_is_the_crc32_of_the_line_without_marks(line: str) -> None:
    definition = parse_line(line, is_function=False)

    assert definition.crc32() == definition.id


def test_the_known_layers_stand_in_the_head() -> None:
    assert known_layers("// a\n// layers: 150 151 229\n") == (150, 151, 229)
    assert known_layers("// nothing\n") == ()
