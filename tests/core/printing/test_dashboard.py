from datetime import date
from typing import Any

import pytest

from visit_columns import invitations, moves, transactions
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import (
	Customers,
	DashboardFacts,
	ServiceType,
	Tiers,
	service_index,
)
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.dates import GREGORIAN, HIJRI, Calendar
from workshop_crm.core.common.languages import Language
from workshop_crm.core.printing.dashboard import DashboardPage, dashboard_page
from workshop_crm.core.printing.figures import Figures

AS_OF = date(2025, 12, 31)
SERVICES = (ServiceType("Oil Change", "تغيير الزيت"), ServiceType("Brakes", "الفرامل"))
INVOICES = (
	("A", "2025-01-05", 100.0, 9, "Oil Change"),
	("A", "2025-07-10", 120.0, 10, "Oil Change"),
	("A", "2025-12-01", 300.0, 17, "Brakes"),
	("B", "2025-12-15", 80.0, 9, "Oil Change"),
)
ARABIC = {"Visits": "الزيارات", "all": "الكل", "{first} to {last}": "من {first} إلى {last}"}


def page(
	language: Language = "en",
	filters: Filters | None = None,
	rows: Any = INVOICES,
	calendar: Calendar = GREGORIAN,
) -> DashboardPage:
	customers = Customers.from_rows([("A", "Ahmed", "أحمد"), ("B", "Badr", None)])
	places, kinds = {"A": 0, "B": 1}, service_index(SERVICES)
	sent = [("A", "2025-07-10", "Oil Change", True, 5), ("A", "2025-12-01", "Brakes", True, 2)]
	facts = DashboardFacts(
		as_of=AS_OF,
		currency="SAR",
		customers=customers,
		service_types=SERVICES,
		transactions=transactions(rows, places, kinds),
		invitations=invitations(sent if rows else (), places, kinds),
		moves=moves(
			[("A", "2025-12-01", None, "Gold"), ("B", "2025-12-15", None, "Gold")] if rows else [], places
		),
		tiers=Tiers(("Gold",), lambda _tier: [], {"Gold": "ذهبي"}),
	)
	document = build(facts, filters or Filters())

	def translate(text: str) -> str:
		return ARABIC.get(text, text) if language == "ar" else text

	return dashboard_page(document, Figures(language, "SAR", calendar=calendar), translate, "Al Noor", AS_OF)


def section(shown: DashboardPage, title: str) -> list[list[str]]:
	found = next(one for one in shown.sections if one.title.text == title)
	return [[cell.text.text.replace("\u00a0", " ") for cell in row] for row in found.rows]


def tiles(shown: DashboardPage) -> dict[str, tuple[str, str]]:
	return {
		tile.label.text: (tile.value.text.replace("\u00a0", " "), tile.note.text.replace("\u00a0", " "))
		for tile in shown.tiles
	}


def test_the_tiles_are_those_of_the_screen():
	shown = tiles(page())
	assert shown["Customers"] == ("2", "Active: 2")
	assert shown["Visits"] == ("4", "Average: SAR 150.00")
	assert shown["Revenue"] == ("SAR 600.00", "")
	assert shown["Satisfied customers"] == ("50%", "9.4% to 90.6% (answers: 2)")
	assert shown["Points owed"] == ("–", "")


def test_services_and_cohorts_have_a_row_each():
	shown = page()
	assert section(shown, "Services")[0] == ["Oil Change", "3", "SAR 300.00", "186"]
	cohorts = section(shown, "Do customers come back?")
	assert [row[:2] for row in cohorts] == [["January 2025", "1"], ["December 2025", "1"]]
	assert cohorts[0][2 + 5] == "100%"
	assert {len(row) for row in cohorts} == {len(cohorts[0])}


def test_the_funnel_and_the_moves_between_tiers_are_on_paper_too():
	assert section(page(), "From the invitation to the answer") == [
		[step, "1", "2", "100%"] for step in ("Asked", "Delivered", "Opened", "Answered")
	]
	(moved,) = section(page("ar"), "Moves between tiers")
	assert (moved[0], moved[-1], len(moved)) == ("New in ذهبي", "٢", 13)


def test_every_panel_of_the_screen_is_on_paper():
	shown = {section.title.text: section for section in page().sections}
	months = shown["Services by month"]
	assert [row[0].text.text for row in months.rows] == ["Oil Change", "Brakes"]
	assert sum(int(cell.text.text or 0) for row in months.rows for cell in row[1:]) == 4
	groups = shown["Who the expected value comes from"]
	assert sum(int(row[1].text.text) for row in groups.rows) == 2
	assert {"How soon customers come again"} <= shown.keys()


def test_a_month_that_is_not_over_has_no_colour():
	found = next(one for one in page().sections if one.title.text == "Do customers come back?")
	shares = {cell.text.text: cell.share for cell in found.rows[0][2:]}
	assert shares["100%"] == 1.0
	assert found.columns_are_time
	last = page(filters=Filters(to_date=date(2025, 7, 15)))
	running = next(one for one in last.sections if one.title.text == "Do customers come back?").rows[0]
	assert (running[-1].text.text, running[-1].share) == ("100%", 0.0)


@pytest.mark.parametrize(
	("filters", "period"),
	[
		(Filters(), "all"),
		(Filters(from_date=date(2025, 1, 2)), "since 2 January 2025"),
		(Filters(to_date=date(2025, 1, 2)), "until 2 January 2025"),
		(Filters(date(2025, 1, 2), date(2025, 12, 3)), "2 January 2025 to 3 December 2025"),
	],
)
def test_the_paper_says_of_which_days_it_is(filters: Filters, period: str):
	assert {label.text: value.text for label, value in page(filters=filters).about}["Visits"] == period


def test_days_are_in_the_readers_calendar_and_months_gregorian():
	filters = Filters(date(2025, 1, 2), date(2025, 12, 3))
	shown = page(filters=filters, calendar=HIJRI)
	about = {label.text: value.text for label, value in shown.about}
	assert about["Visits"] == "2 Rajab 1446 AH to 12 Jumada II 1447 AH"
	assert about["Printed on"] == "11 Rajab 1447 AH"
	assert section(shown, "Do customers come back?")[0][0] == "January 2025"


def test_the_filters_that_are_set_are_named():
	about = {label.text: value.text for label, value in page(filters=Filters(service_type="Brakes")).about}
	assert about["Service type"] == "Brakes"
	assert "Segment" not in about
	arabic = page("ar", Filters(tier="Gold")).about
	assert {label.text: value.text for label, value in arabic}["Tier"] == "ذهبي"


def test_arabic_paper_has_its_own_digits_names_and_direction():
	shown = page("ar")
	assert (shown.direction, shown.language) == ("rtl", "ar")
	assert section(shown, "Services")[0][:2] == ["تغيير الزيت", "٣"]
	assert shown.about[0][1].text == "الكل"
	english = next(cell for row in shown.sections for cell in row.header if cell.text == "Revenue")
	assert english.kind == "en"
	assert tiles(shown)["Customers"][0] == "٢"


def test_a_young_workshop_has_a_paper_without_tables():
	shown = page(rows=())
	assert [one.title.text for one in shown.sections] == ["Segments"]
	assert tiles(shown)["Satisfied customers"] == ("–", "")
