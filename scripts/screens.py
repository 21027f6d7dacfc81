"""Every screen of the preview, and those that the README shows."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

PHONE, DESK = (390, 780), (1280, 860)
"""Windows of the pictures that the documents show: width and height, in pixels."""


def search(page: Page) -> None:
	page.get_by_role("combobox").press_sequentially("محمد")
	page.locator("[role=option]").first.wait_for()


def rate(page: Page) -> None:
	page.locator("[data-rating='5'] input").press("Space")


@dataclass(frozen=True)
class Screen:
	"""`path` has places for the `Subjects`; `prepare` does what a visitor does before the picture."""

	name: str
	path: str
	prepare: Callable[[Page], None] = lambda page: None


SCREENS = (
	Screen("today", "/app/workshop-today"),
	Screen("search", "/app/workshop-search", search),
	Screen("profile", "/app/workshop-profile/{customer}"),
	Screen("checkout", "/app/workshop-checkout?customer={customer}"),
	Screen("handover", "/app/workshop-handover"),
	Screen("due", "/app/workshop-due"),
	Screen("call_list", "/app/workshop-call-list"),
	Screen("follow_ups", "/app/workshop-follow-ups"),
	Screen("surveys", "/app/workshop-surveys"),
	Screen("dashboard", "/app/workshop-dashboard"),
	Screen("loyalty", "/app/workshop-loyalty"),
	Screen("loyalty_figures", "/app/workshop-loyalty-figures"),
	Screen("messages", "/app/workshop-messages"),
	Screen("import", "/app/workshop-import"),
	Screen("survey", "/s/{survey}?_lang={language}", rate),
	Screen("points", "/p/{points}?_lang={language}"),
	Screen("print_profile", "/print/profile/{customer}"),
	Screen("print_invoice", "/print/invoice/{invoice}"),
	Screen("print_dashboard", "/print/dashboard"),
)
OF_THE_README = (
	("profile", "desk", DESK),
	("dashboard", "desk", DESK),
	("search", "phone", PHONE),
	("survey", "phone", PHONE),
)


@dataclass(frozen=True)
class Subjects:
	"""Whom and what the screens are about: ids, and the secret parts of the guests' links.

	`due` is a customer with a car that is overdue.
	"""

	customer: str
	due: str
	invoice: str
	survey: str
	points: str
