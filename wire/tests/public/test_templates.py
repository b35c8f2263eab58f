"""The readers' templates keep the house's rules. Files alone: no database, no rendering."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
PAGES = sorted([*TEMPLATES.glob("public/*.html"), TEMPLATES / "404.html", TEMPLATES / "base.html"])
COMPONENTS = sorted(TEMPLATES.glob("components/*.html"))
STANDALONE = TEMPLATES / "500.html"  # shown when nothing else works: extends nothing, names no tag
ALL = [*PAGES, *COMPONENTS, STANDALONE]

INCLUDE = re.compile(r"{%\s*include\s+(.+?)\s*%}")
STATIC = re.compile(r"{%\s*static\s+'([^']+)'\s*%}")


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


every_template = pytest.mark.parametrize("path", ALL, ids=name_of)


def test_there_are_templates_to_check() -> None:
    assert len(PAGES) >= 6
    assert len(COMPONENTS) >= 10


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_stays_under_70_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 70


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_stays_under_40_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 40


@pytest.mark.parametrize("path", [page for page in PAGES if page.name != "base.html"], ids=name_of)
def test_a_page_extends_the_base_first(path: Path) -> None:
    assert path.read_text().startswith('{% extends "base.html" %}\n')


@every_template
def test_every_include_says_its_inputs_and_exists(path: Path) -> None:
    for inner in INCLUDE.findall(path.read_text()):
        assert inner.endswith(" only"), f"{{% include {inner} %}} lacks `only`"
        assert (TEMPLATES / inner.split()[0].strip('"')).is_file(), f"{inner} does not exist"


def test_every_component_is_included_somewhere() -> None:
    included = {inner.split()[0].strip('"') for path in ALL for inner in INCLUDE.findall(path.read_text())}
    assert {name_of(path) for path in COMPONENTS} - included == set()


@every_template
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style\b|<script\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text, re.IGNORECASE)


@every_template
def test_a_template_formats_and_does_not_decide(path: Path) -> None:
    text = path.read_text()
    words = r"desk_status|pubstatus|\bobjects\b|\.all\b|\.filter\b|\.count\b|ednote"
    assert not re.search(words, text), "a query, a status word or a note to editors"
    assert not re.search(r"\|(?:add|divisibleby|safe|safeseq)\b|autoescape|widthratio", text), "arithmetic or raw text"


@every_template
def test_every_static_file_exists(path: Path) -> None:
    for name in STATIC.findall(path.read_text()):
        assert (TEMPLATES.parent / "static" / name).is_file(), f"static/{name} does not exist"


@every_template
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.search(r"""(?:src|href|srcset)\s*=\s*["'](?:https?:)?//""", path.read_text())


@every_template
def test_a_picture_says_its_size_and_its_alternative_text(path: Path) -> None:
    for image in re.findall(r"<img\b.*?>", path.read_text(), re.DOTALL):
        assert all(f'{attribute}="' in image for attribute in ("alt", "width", "height"))
        assert "caption" not in image


def test_the_last_resort_page_needs_nothing() -> None:
    text = STANDALONE.read_text()
    assert "{%" not in text and "{{" not in text
    for name in re.findall(r'href="/static/([^"]+)"', text):
        assert (TEMPLATES.parent / "static" / name).is_file(), f"static/{name} does not exist"
