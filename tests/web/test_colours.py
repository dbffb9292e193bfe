"""The colours: enough contrast by day and at dusk, all of them in one file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
DAY = TOKENS.split("@media")[0]
DUSK_BY_DEVICE = TOKENS.split('not([data-theme="light"]) {')[1].split("}")[0]
DUSK_BY_CHOICE = TOKENS.split(':root[data-theme="dark"] {')[1].split("}")[0]

# The client's words stand on paper and in every part of the light; the rest has less ground.
LIGHT = ("paper", "light-near", "light-mid", "light-far")
WORDS = [("ink", ground) for ground in LIGHT]
REST = [
    *(("ink-soft", ground) for ground in LIGHT),
    ("ink-faint", "paper"),
    ("ink-faint", "light-far"),
    ("repair", "paper"),
    ("defensive", "paper"),
    ("button-ink", "button"),
]
SHAPES = [("hairline-strong", "paper"), ("focus", "paper"), ("focus", "light-near")]


def colours(block: str) -> dict[str, str]:
    """Name -> #rrggbb."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 (black) to 1 (white)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PALETTES = {"day": colours(DAY), "dusk": colours(DUSK_BY_CHOICE)}


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_the_clients_words_have_a_contrast_of_seven(palette: str, ink: str, ground: str) -> None:
    assert contrast(PALETTES[palette][ink], PALETTES[palette][ground]) >= 7


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), REST)
def test_everything_else_has_a_contrast_of_four_and_a_half(
    palette: str, ink: str, ground: str
) -> None:
    assert contrast(PALETTES[palette][ink], PALETTES[palette][ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), SHAPES)
def test_lines_that_mean_something_have_a_contrast_of_three(
    palette: str, ink: str, ground: str
) -> None:
    assert contrast(PALETTES[palette][ink], PALETTES[palette][ground]) >= 3


def test_dusk_is_the_same_by_device_and_by_choice() -> None:
    assert colours(DUSK_BY_DEVICE) == colours(DUSK_BY_CHOICE)
    assert set(colours(DUSK_BY_CHOICE)) == set(colours(DAY))


@pytest.mark.parametrize("name", ["base.css", "start.css", "room.css", "debrief.css", "trail.css",
                                  "noticing.css", "reflecting.css"])
def test_no_other_file_names_a_colour(name: str) -> None:
    source = (CSS / name).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", source) == []


def test_every_colour_that_is_asked_for_exists() -> None:
    known = set(re.findall(r"--([\w-]+):", TOKENS)) | {"turns", "at"}
    for path in CSS.glob("*.css"):
        asked = set(re.findall(r"var\(--([\w-]+)", path.read_text(encoding="utf-8")))
        assert asked - known == set(), path.name


def test_every_token_is_used() -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in CSS.glob("*.css"))
    named = set(re.findall(r"--([\w-]+):", TOKENS))
    assert {name for name in named if f"var(--{name}" not in everything} == set()


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_braces_are_closed(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("{") == source.count("}")
