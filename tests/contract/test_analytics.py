"""The dashboard's figures agree with each other and with what can be exported."""

import csv
import io

import pytest

from hosts import CallFailed
from workshop_crm.tests.some import some

TABLES = (
	"customers",
	"clv_trend",
	"segments",
	"satisfaction",
	"retention",
	"heatmap",
	"service_frequency",
	"funnel",
	"tier_moves",
)
CENTS = 0.05


@pytest.fixture(scope="module")
def dashboard(host):
	"""The figures once every customer who came has been valued: other suites may have sold something just now."""
	host.call("analytics.refresh")
	return host.wait_until(
		lambda: (
			(answer := host.call("analytics.dashboard"))["computed_on"]
			and answer["segments"]
			and abs(_of_segments(answer, "revenue") - answer["cards"]["revenue"]) < CENTS
			and answer
		),
		"computing the analytics",
	)


def _of_segments(dashboard: dict, figure: str) -> float:
	return sum(row[figure] for row in dashboard["segments"])


def test_the_cards_agree_with_the_tables_below_them(dashboard):
	cards = dashboard["cards"]
	# A customer who never came has no segment.
	assert cards["customers"] >= _of_segments(dashboard, "customers") > 0
	assert cards["revenue"] == pytest.approx(_of_segments(dashboard, "revenue"), abs=CENTS)
	assert cards["total_clv"] == pytest.approx(_of_segments(dashboard, "clv"), abs=CENTS)
	assert cards["csat"]["n"] == sum(dashboard["satisfaction"]["counts"])
	assert cards["visits"] == sum(map(sum, dashboard["heatmap"]["counts"]))
	assert 0 <= cards["csat"]["low"] <= cards["csat"]["share"] <= cards["csat"]["high"] <= 1


def test_retention_never_counts_more_customers_than_the_cohort_has(dashboard):
	for row in some(dashboard["retention"]["rows"]):
		assert all(0 <= count <= row["size"] for count in row["counts"])
		assert row["counts"][0] == row["size"]


def test_the_trend_has_a_value_for_every_label(dashboard):
	trend = dashboard["clv_trend"]
	assert len(trend["labels"]) == len(trend["average"]) == len(trend["total"]) >= 2
	assert trend["labels"] == sorted(trend["labels"])


def test_a_filter_narrows_every_figure_and_is_said_back(host, dashboard):
	segment = max(dashboard["segments"], key=lambda row: row["customers"])
	narrowed = host.call("analytics.dashboard", segment=segment["segment"])
	assert narrowed["filters"]["segment"] == segment["segment"]
	assert narrowed["cards"]["customers"] == segment["customers"]
	service = dashboard["service_frequency"][0]
	by_service = host.call("analytics.dashboard", service_type=service["service_type"])
	assert by_service["cards"]["visits"] <= dashboard["cards"]["visits"]
	assert [row["service_type"] for row in by_service["service_frequency"]] == [service["service_type"]]
	empty = host.call("analytics.dashboard", from_date="1999-01-01", to_date="1999-01-31")
	assert empty["cards"]["visits"] == 0


def test_the_customers_behind_a_segment_are_as_many_as_the_chart_says(host, dashboard):
	for row in some(dashboard["segments"]):
		answer = host.call("analytics.customers", segment=row["segment"], limit=5)
		assert answer["total"] == row["customers"]
		assert len(answer["customers"]) == min(5, row["customers"])
		assert {customer["segment"] for customer in answer["customers"]} <= {row["segment"]}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_exported_as_csv_that_a_spreadsheet_opens(host, dashboard, table):
	response = host.request("GET", "/api/method/workshop_crm.api.analytics.export", params={"table": table})
	assert response.status_code == 200, response.text[:300]
	assert response.headers["Content-Type"].startswith("text/csv")
	assert "attachment" in response.headers["Content-Disposition"]
	assert response.content.startswith(b"\xef\xbb\xbf")
	rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
	assert len(rows) >= 2
	assert {len(row) for row in rows} == {len(rows[0])}


def test_an_unknown_table_or_date_is_refused(host):
	response = host.request("GET", "/api/method/workshop_crm.api.analytics.export", params={"table": "users"})
	assert response.status_code == 417
	with pytest.raises(CallFailed) as error:
		host.call("analytics.dashboard", from_date="yesterday")
	assert error.value.status == 417
	for wrong in (
		{"from_date": "2026-02-01", "to_date": "2026-01-01"},
		{"segment": "Rich"},
		{"service_type": "None such"},
	):
		with pytest.raises(CallFailed):
			host.call("analytics.dashboard", **wrong)


def test_a_formula_in_a_name_is_harmless_in_the_export(host, create_customer, complete_service, dashboard):
	made = create_customer(name='=HYPERLINK("http://example.com")')
	complete_service(made["customer"])
	host.call("analytics.refresh")

	def exported() -> str | None:
		text = host.request(
			"GET", "/api/method/workshop_crm.api.analytics.export", params={"table": "customers"}
		).content.decode("utf-8-sig")
		return text if "HYPERLINK" in text else None

	text = host.wait_until(exported, "the new customer in the export")
	cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
	assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_every_filter_reaches_every_tile_and_the_list(host, dashboard):
	options = dashboard["options"]
	asked = [
		*({"branch": name} for name in options["branches"]),
		*({"tier": name} for name in options["tiers"]),
		*({"vehicle_make": name} for name in options["vehicle_makes"][:3]),
	]
	for filters in some(asked):
		narrowed = host.call("analytics.dashboard", **filters)
		cards = narrowed["cards"]
		assert {name: narrowed["filters"][name] for name in filters} == filters
		# Others may sell meanwhile, so the whole is asked for afterwards.
		whole = host.call("analytics.dashboard")["cards"]["visits"]
		assert cards["visits"] == sum(map(sum, narrowed["heatmap"]["counts"])) <= whole
		assert cards["revenue"] == pytest.approx(_of_segments(narrowed, "revenue"), abs=CENTS)
		assert (
			cards["csat"]["n"] == sum(narrowed["satisfaction"]["counts"]) <= dashboard["cards"]["csat"]["n"]
		)
		listed = host.call("analytics.customers", limit=1000, **filters)
		assert listed["total"] == cards["customers"]
		assert sum(row["visits"] for row in listed["customers"]) == cards["visits"]
		alone = host.call("analytics.dashboard", tile="heatmap", **filters)
		assert (alone["heatmap"], "cards" in alone) == (narrowed["heatmap"], False)
	for wrong in (
		{"branch": "None such"},
		{"tier": "None such"},
		{"vehicle_make": "None such"},
		{"tile": "x"},
	):
		with pytest.raises(CallFailed):
			host.call("analytics.dashboard", **wrong)


def test_a_visit_is_on_the_dashboard_as_soon_as_it_is_done(
	host, create_customer, complete_service, dashboard
):
	made = create_customer()
	before = host.call("analytics.dashboard", tile="cards")["cards"]
	complete_service(made["customer"])
	after = host.call("analytics.dashboard", tile="cards")["cards"]
	assert (after["visits"], after["customers"]) == (before["visits"] + 1, before["customers"] + 1)


def test_the_funnel_counts_whom_the_page_of_the_surveys_counts(host, dashboard):
	now = host.call("analytics.dashboard")
	steps = {row["step"]: row for row in now["funnel"]}
	counts = [row["invitations"] for row in now["funnel"]]
	assert counts == sorted(counts, reverse=True)
	assert counts[0] > counts[-1] > 0
	period = {"from_date": "2000-01-01", "to_date": host.call("session.context")["today"]}
	results = host.call("surveys.funnel", **period)
	# Customers whose only invoice was taken back are not on the dashboard.
	for step in ("asked", "answered"):
		assert 0.9 * results[step] <= steps[step]["invitations"] <= results[step]
	assert steps["answered"]["invitations"] <= steps["opened"]["invitations"]
	for row in now["funnel"]:
		behind = host.call("analytics.customers", cell=f"funnel/{row['step']}", limit=1)
		assert behind["total"] == row["customers"] <= row["invitations"]


def test_each_month_of_a_move_between_tiers_opens_its_customers(host, dashboard):
	now = host.call("analytics.dashboard", tile="tier_moves")
	moved = now["tier_moves"]
	for row in some(moved["rows"]):
		for month, count in zip(moved["months"], row["counts"], strict=True):
			behind = host.call("analytics.customers", cell=f"tier_moves/{month}/{row['name']}", limit=1)
			assert behind["total"] == count
	tiers = {row["to_tier"] for row in moved["rows"]}
	assert tiers <= set(now["options"]["tiers"])
