"""The figures of the loyalty program: every number opens as many rows as it says, and tables are taken away."""

import re

import pytest
from playwright.sync_api import expect

DIALOG = "[data-dialog=figure_list]"


@pytest.fixture
def page(open_screen):
	return open_screen("loyalty-figures", "en", "desk")


def number(text: str) -> int:
	return int(re.sub(r"[^0-9]", "", text))


def opened(page, cell):
	"""The list behind a number, once its first page is there: how many rows it has in all, and what stands beside that."""
	cell.click()
	dialog = page.locator(DIALOG)
	count = dialog.locator("[data-total]")
	expect(count).to_be_visible()
	total, said = int(count.get_attribute("data-total")), count.inner_text()
	assert dialog.locator("tbody tr").count() == min(total, 50)
	return dialog, total, said


@pytest.mark.parametrize(
	"panel",
	["figures_members", "figures_tiers", "figures_flows"],
)
def test_a_count_opens_as_many_rows_as_it_says(page, panel):
	cells = page.locator(
		f"[data-panel={panel}] tbody [data-figure]:not([data-figure*='|visits|'], [data-figure*='|spend|'])"
	)
	assert cells.count()
	for place in range(min(cells.count(), 4)):
		wanted = number(cells.nth(place).inner_text())
		dialog, total, _said = opened(page, cells.nth(place))
		assert total == wanted
		dialog.get_by_role("button", name="Close").click()
		expect(page.locator(DIALOG)).to_have_count(0)


def test_points_of_a_month_open_rows_that_add_up_to_them(page):
	cells = page.locator("[data-panel=figures_points] tr[data-month=total] [data-figure]")
	for place in range(cells.count()):
		wanted = number(cells.nth(place).inner_text())
		dialog, _total, said = opened(page, cells.nth(place))
		points = re.search(r"Points: ([−–\-\d,]+)", said)
		assert number(points[1]) == wanted
		dialog.get_by_role("button", name="Close").click()
		expect(page.locator(DIALOG)).to_have_count(0)


def test_a_row_leads_to_the_customer(page):
	cell = page.locator("[data-panel=figures_members] tbody [data-figure]").first
	dialog, _total, _said = opened(page, cell)
	dialog.locator("tbody a").first.click()
	expect(page).to_have_url(re.compile("profile"))


def test_a_period_narrows_the_figures_and_stays_in_the_address(page):
	earned = page.locator("[data-card=earned] strong")
	before = number(earned.inner_text())
	page.locator("[data-filter=period]").select_option("30")
	expect(page.locator("[data-panel=figures_points] tr[data-month=total]")).to_be_visible()
	expect(earned).not_to_have_text(f"{before:,}")
	assert number(earned.inner_text()) < before
	assert "from_date=" in page.url


def test_a_period_without_anything_says_so(page):
	page.locator("[data-filter=from_date]").fill("2001-01-01")
	expect(page).to_have_url(re.compile("from_date=2001-01-01"))
	expect(page.locator("[data-filter=from_date]")).to_have_value("2001-01-01")
	page.locator("[data-filter=to_date]").fill("2001-01-31")
	expect(page.get_by_text("No points yet")).to_be_visible()
	expect(page.get_by_text("No visits in this period")).to_be_visible()
	expect(page.get_by_text("Nobody moved to another tier in this period")).to_be_visible()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_and_a_list_are_saved(page, kind):
	with page.expect_download() as saved:
		page.locator(f"[data-panel=figures_points] [data-export='points.{kind}']").click()
	assert saved.value.suggested_filename.endswith(f".{kind}")
	dialog, _total, _said = opened(page, page.locator("[data-panel=figures_members] [data-figure]").first)
	with page.expect_download() as saved:
		dialog.locator(f"[data-export='members.{kind}']").click()
	assert saved.value.suggested_filename.endswith(f".{kind}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_fits_a_narrow_phone(open_screen, language):
	page = open_screen("loyalty-figures", language, "phone")
	page.set_viewport_size({"width": 360, "height": 780})
	overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
	assert overflow <= 1
