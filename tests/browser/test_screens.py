"""Every screen, in both languages, on a phone and on a desk: it loads, fits, reads in the right direction."""

import pytest

SCREENS = (
	"today",
	"search",
	"checkout",
	"messages",
	"loyalty",
	"loyalty-figures",
	"due",
	"call-list",
	"follow-ups",
	"surveys",
	"dashboard",
)
ARABIC_LETTER = r"[\u0621-\u064A]"


@pytest.mark.parametrize("viewport", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_screen_fits_its_window_and_runs_in_the_direction_of_its_language(
	open_screen, keep_picture, screen, language, viewport
):
	page = open_screen(screen, language, viewport)
	keep_picture(page, f"{screen}-{language}-{viewport}")
	root = page.locator(f'[data-screen="{screen.replace("-", "_")}"]')
	assert (
		root.evaluate("element => getComputedStyle(element).direction")
		== {"ar": "rtl", "en": "ltr"}[language]
	)
	overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	assert overflow <= 1, f"the page is {overflow} px wider than its window"


@pytest.mark.parametrize("screen", SCREENS)
def test_labels_and_buttons_are_arabic_in_the_arabic_interface(open_screen, screen):
	page = open_screen(screen, "ar")
	root = page.locator(f'[data-screen="{screen.replace("-", "_")}"]')
	texts = root.evaluate(
		"""element => [...element.querySelectorAll('button, h1, h2, h3, th, label')]
			.filter(part => part.offsetParent && !part.closest('[translate=no], bdi'))
			.map(part => part.textContent.trim())
			.filter(text => /[A-Za-z]{3}/.test(text) && !/[\\u0621-\\u064A]/.test(text))"""
	)
	assert texts == []
