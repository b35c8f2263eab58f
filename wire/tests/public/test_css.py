"""The readers' style sheets keep the house's rules. Files alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CSS = ROOT / "static" / "css"
TOKENS = CSS / "tokens.css"
COMPONENTS = sorted(CSS.glob("components/*.css"))
SHEETS = [CSS / "base.css", CSS / "layout.css", CSS / "print.css", *COMPONENTS]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(", re.IGNORECASE)
CLASS = re.compile(r"\.[a-z][\w-]*")


def name_of(path: Path) -> str:
    return str(path.relative_to(CSS))


def css(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def selectors(path: Path) -> list[str]:
    """Every selector outside @-rules' own heads, commas taken apart."""
    heads = re.findall(r"([^{};]+)\{", css(path))
    parts = [part.strip() for head in heads if "@" not in head for part in re.split(r",(?![^(]*\))", head)]
    return [part for part in parts if part]


every_sheet = pytest.mark.parametrize("path", SHEETS, ids=name_of)


@every_sheet
def test_no_raw_colour_outside_the_tokens(path: Path) -> None:
    declared = re.findall(r":([^;{}]+);", css(path))
    assert [value for value in declared if COLOUR.search(value)] == []


@every_sheet
def test_no_raw_size_or_font_outside_the_tokens(path: Path) -> None:
    assert not re.search(r"\d(?:px|pt)\b", css(path)), "a size in px or pt"
    families = re.findall(r"font-family:\s*([^;]+);", css(path))
    assert [family for family in families if not family.startswith("var(--")] == []
    sizes = re.findall(r"font-size:\s*([^;]+);", css(path))
    assert [size for size in sizes if not re.fullmatch(r"var\(--.+\)|[\d.]+(?:em|%)", size)] == []


@every_sheet
def test_every_token_it_uses_is_declared(path: Path) -> None:
    declared = {name for sheet in [TOKENS, *SHEETS] for name in re.findall(r"(--[\w-]+)\s*:", css(sheet))}
    assert set(re.findall(r"var\((--[\w-]+)", css(path))) - declared == set()


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_stays_under_120_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 120


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_is_named_like_its_template_and_styles_nothing_else(path: Path) -> None:
    assert (ROOT / "templates" / "components" / f"{path.stem}.html").is_file()
    own = re.compile(rf"\.{path.stem}(?:__[a-z-]+)?(?:--[a-z-]+)?\Z")
    strangers = {name for each in selectors(path) for name in CLASS.findall(each) if not own.match(name)}
    assert strangers == set()


@every_sheet
def test_class_selectors_stand_one_deep(path: Path) -> None:
    deep = [each for each in selectors(path) if re.search(r"\.[a-z].*[\s>+~].*\.[a-z]", re.sub(r":has\(.*", "", each))]
    assert deep == []


@every_sheet
def test_nothing_is_forced_or_named_by_id(path: Path) -> None:
    assert "!important" not in css(path)
    assert [each for each in selectors(path) if "#" in each] == []


@pytest.mark.parametrize("path", [TOKENS, *SHEETS], ids=name_of)
def test_every_address_is_a_file_of_ours(path: Path) -> None:
    assert "@import" not in css(path)
    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css(path)):
        assert (path.parent / address).resolve().is_file(), f"{address} does not exist"


def test_every_font_has_its_licence() -> None:
    fonts = ROOT / "static" / "fonts"
    for font in fonts.glob("*.woff2"):
        family = font.name.split("-latin")[0]
        assert "SIL Open Font License" in (fonts / f"{family}-OFL.txt").read_text()


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "accent"])
@pytest.mark.parametrize("paper", ["paper", "paper-shade"])
def test_text_stands_out_from_the_paper(ink: str, paper: str, mode: int) -> None:
    pairs = dict(re.findall(r"--([\w-]+): light-dark\(([^)]+)\)", TOKENS.read_text()))
    assert contrast(*(pairs[name].split(", ")[mode] for name in (ink, paper))) >= 4.5
