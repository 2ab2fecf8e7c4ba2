"""The golden test: the small schema in ``golden/`` gives ``expected.txt``.

After a wanted change of the generator::

    python -m tools.tlgen print tests/tlgen/golden > tests/tlgen/golden/expected.txt
"""

from __future__ import annotations

from pathlib import Path

from tools.tlgen.generate import catalogue_of, emit, generate, listing

GOLDEN = Path(__file__).resolve().parent / "golden"


def test_a_small_schema_gives_the_expected_code() -> None:
    expected = (GOLDEN / "expected.txt").read_text(encoding="utf-8")

    assert listing(emit(catalogue_of(GOLDEN))) == expected


def test_generated_code_compiles() -> None:
    for name, text in emit(catalogue_of(GOLDEN)).items():
        compile(text, name, "exec")


def test_what_is_up_to_date_is_not_written_again(tmp_path: Path) -> None:
    first = generate(GOLDEN, tmp_path)

    assert first > 0
    assert generate(GOLDEN, tmp_path) == 0


def test_files_of_an_older_schema_are_removed(tmp_path: Path) -> None:
    generate(GOLDEN, tmp_path)
    stale = tmp_path / "types" / "gone.py"
    stale.write_text("", encoding="utf-8")

    generate(GOLDEN, tmp_path)

    assert not stale.exists()
