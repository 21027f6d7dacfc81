"""A page in a browser and the states that it goes through, each of them pictured and under axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

# Each page is loaded once in a look: English in light colours on a desk, Arabic in dark ones on a phone.
LOOK = {"en": ("en", "desk", "light"), "ar": ("ar", "phone", "dark")}
LOOKS = pytest.mark.parametrize(("language", "viewport", "scheme"), LOOK.values(), ids=LOOK)


class Walk:
	"""One page and the states that it goes through."""

	def __init__(
		self, page: Page, name: str, keep: Callable[[Page, str], None], say: Callable[..., str]
	) -> None:
		self.page, self.name, self.keep = page, name, keep
		self.say = lambda text, *values: say(page, text, *values)

	def button(self, label: str, place: Locator | None = None) -> Locator:
		return (place or self.page).get_by_role("button", name=self.say(label), exact=True).first

	def keeps(self, state: str) -> None:
		self.keep(self.page, f"{self.name}-{state}")

	@contextmanager
	def dialog(self, state: str) -> Iterator[Locator]:
		"""The dialog that is open now, which Escape closes again."""
		dialog = self.page.locator("dialog[open]").last
		expect(dialog).to_be_visible()
		expect(dialog.locator(".wcrm-skeleton")).to_have_count(0)
		self.keeps(state)
		count = self.page.locator("dialog[open]").count()
		yield dialog
		self.page.keyboard.press("Escape")
		expect(self.page.locator("dialog[open]")).to_have_count(count - 1)

	def opens(self, label: str, place: Locator, state: str, menu: str = "") -> None:
		if menu:
			place.locator(f"summary[aria-label='{self.say(menu)}']").click()
		self.button(label, place).click()
		with self.dialog(state):
			pass
