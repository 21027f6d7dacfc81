"""The guide to the counter is one text in two languages, each with pictures of its own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = {"en": DOCS / "front-desk.md", "ar": DOCS / "front-desk.ar.md"}
GUIDE_SCREENS = ROOT / "scripts" / "guide_screens.py"
MAX_BYTES = 150_000


def text_of(language: str) -> str:
	return GUIDES[language].read_text(encoding="utf-8")


def pictures_in(language: str) -> list[str]:
	return re.findall(r'(?:\]\(|src=")([^)"\s]+\.png)', text_of(language))


def headings_in(language: str) -> list[int]:
	return [len(marks) for marks in re.findall(r"^(#+) ", text_of(language), flags=re.MULTILINE)]


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_that_it_shows_is_there_and_small(language):
	pictures = pictures_in(language)
	assert pictures
	assert [name for name in pictures if not (DOCS / name).is_file()] == []
	assert [name for name in pictures if (DOCS / name).stat().st_size > MAX_BYTES] == []


@pytest.mark.parametrize("language", GUIDES)
def test_it_shows_each_picture_that_is_taken_for_it_in_its_own_language(language):
	taken = re.findall(r'Screen\("(\w+)"', GUIDE_SCREENS.read_text(encoding="utf-8"))
	assert taken
	shown = [name for name in pictures_in(language) if "front-desk/" in name]
	assert shown == [f"screenshots/front-desk/{name}-{language}.png" for name in taken]


def test_no_picture_of_the_guide_is_left_over():
	shown = {DOCS / name for language in GUIDES for name in pictures_in(language)}
	assert set((DOCS / "screenshots" / "front-desk").glob("*.png")) <= shown


def test_both_languages_have_the_same_sections():
	assert headings_in("en") == headings_in("ar") != []


@pytest.mark.parametrize(("language", "other"), [("en", "ar"), ("ar", "en")])
def test_each_language_leads_to_the_other_at_its_top(language, other):
	assert f"]({GUIDES[other].name})" in text_of(language)[:400]
