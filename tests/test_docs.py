"""What is written about the product is true: names, settings, dependencies, links."""

import re
import tomllib
from pathlib import Path

import pytest

import hodhod
from hodhod.ops.cli import COMMANDS
from hodhod.ops.settings.reference import markdown

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"(?:`|bin/|^)hodhod ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"(?:`|^)make ([a-z]+)", re.MULTILINE)
SOURCE = re.compile(
    r"`((?:src|tests|tools|schema|docs|bench|fuzz|requirements|ops|store)/[\w./-]+)`"
)


def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def listed(lines: object) -> set[str]:
    assert isinstance(lines, list)
    return {re.split(r"[<>=!~]", line)[0].lower() for line in lines}


def rows(page: str, chapter: str) -> set[str]:
    """The names in the first column of a chapter's table."""
    text = (ROOT / page).read_text("utf-8").partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    return {name.lower() for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)}


def test_the_reference_of_the_settings_is_what_the_code_says() -> None:
    written = (ROOT / "docs/reference/configuration.md").read_text("utf-8")
    assert written == markdown(), "run `make docs`"


def test_every_dependency_has_its_reason_and_no_other_has_one() -> None:
    declared = project()["project"]
    assert rows("docs/topics/dependencies.md", "The server") == listed(declared["dependencies"])
    extras = declared["optional-dependencies"]
    assert isinstance(extras, dict)
    assert rows("docs/topics/dependencies.md", "Its tests and tools") == listed(extras["dev"])


@pytest.mark.parametrize("name", ["runtime", "dev", "build"])
def test_locked_versions_have_hashes_and_name_no_index(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9-]+==\S+ \\\n +--hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0


def test_what_is_declared_is_locked() -> None:
    text = (ROOT / "requirements/runtime.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    assert listed(project()["project"]["dependencies"]) <= locked


def test_the_newest_change_is_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[([\d.]+)\]", text, re.MULTILINE)
    assert newest is not None
    assert newest[1] == hodhod.__version__


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_to_files(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_files_that_are_named_are_there(page: Path) -> None:
    for name in SOURCE.findall(page.read_text("utf-8")):
        places = [ROOT, ROOT / "src" / "hodhod", page.parent]
        assert any((place / name).exists() for place in places), name


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_that_are_named_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(COMMAND.findall(text)) <= set(COMMANDS)
    assert set(TARGET.findall(text)) <= targets


def test_the_drawing_of_the_packages_has_them_all() -> None:
    table = rows("ARCHITECTURE.md", "The packages")
    found = {file.parent.name for file in (ROOT / "src" / "hodhod").glob("*/__init__.py")}
    assert table == found
