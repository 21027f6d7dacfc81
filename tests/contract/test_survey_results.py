"""The results agree with each other, with the answers behind them, and with what is exported."""

import csv
import io

import pytest
from openpyxl import load_workbook

from hosts import CallFailed

EXPORT = "/api/method/workshop_crm.api.surveys.export_results"
DIMENSIONS = ("survey", "service_type", "branch", "technician", "adviser", "language", "channel")
TABLES = (*DIMENSIONS, "trend", "funnel", "answers")


@pytest.fixture(scope="module")
def results(host):
	return host.call("surveys.results")


def row_of(host, customer: str) -> dict | None:
	answers = host.call("surveys.answer_list", limit=500)["responses"]
	return next((row for row in answers if row["customer"] == customer), None)


def test_every_measure_lies_in_its_interval_and_counts_no_more_than_there_are(results):
	assert results["answers"] > 0
	for name, measure in results["measures"].items():
		assert measure["n"] <= results["answers"], name
		if measure["n"]:
			assert measure["low"] <= measure["value"] <= measure["high"], name


def test_each_grouping_adds_up_to_all_answers_and_ranks_nobody_with_few(results):
	for dimension in DIMENSIONS:
		rows = results["groups"][dimension]
		assert sum(row["answers"] for row in rows) == results["answers"], dimension
		assert all(row["csat"]["n"] >= results["min_ranked"] for row in rows if row["rank"])
	assert set(results["options"]["language"]) <= {"ar", "en"}


def test_the_trend_has_one_value_for_every_week(results):
	trend = results["trend"]
	columns = ("n", "share", "smoothed", "low", "high", "alarm")
	assert {len(trend[column]) for column in columns} == {len(trend["weeks"])}
	assert trend["weeks"] == sorted(trend["weeks"])
	assert sum(trend["n"]) == results["measures"]["csat"]["n"]


def test_a_filter_narrows_the_figures_and_the_answers_alike_and_is_said_back(host, results):
	service = max(results["groups"]["service_type"], key=lambda row: row["answers"])
	narrowed = host.call("surveys.results", service_type=service["member"])
	assert narrowed["filters"]["service_type"] == service["member"]
	assert narrowed["answers"] == service["answers"]
	assert host.call("surveys.answer_list", service_type=service["member"])["total"] == service["answers"]
	nothing = host.call("surveys.results", from_date="1999-01-01", to_date="1999-01-31")
	assert (nothing["answers"], nothing["measures"]["csat"]["value"]) == (0, None)


def test_an_answer_is_in_the_figures_and_the_list_with_every_question(
	host, create_customer, complete_service, survey_link
):
	made = create_customer()
	complete_service(made["customer"])
	token, before = survey_link(made["customer"]), host.call("surveys.results")
	given = {"rating": 2, "recommend": 3, "comment": "The car came back dirty"}
	host.call_as_guest("surveys.answer", token=token, answers=given)
	after = host.call("surveys.results")
	assert after["answers"] == before["answers"] + 1
	assert after["measures"]["csat"]["n"] == before["measures"]["csat"]["n"] + 1
	row = row_of(host, made["customer"])
	assert [one["value"] for one in row["answers"]] == [2, 3, "The car came back dirty"]
	assert (row["rating"], row["low"]) == (2, True)
	loop = host.wait_until(
		lambda: (found := host.call("surveys.results")["loop"])["open"] > before["loop"]["open"] and found,
		"the follow-up in the loop",
	)
	assert sum(age["count"] for age in loop["ages"]) == loop["open"]


@pytest.mark.parametrize(
	("only", "fits"), [("low", lambda row: row["low"]), ("comment", lambda row: row["comment"])]
)
def test_the_list_shows_those_with_a_follow_up_or_with_words(host, only, fits):
	answer = host.call("surveys.answer_list", only=only, limit=50)
	assert answer["responses"]
	assert all(fits(row) for row in answer["responses"])
	assert answer["total"] < host.call("surveys.answer_list")["total"]


def test_the_list_has_pages(host):
	first, second = (host.call("surveys.answer_list", limit=2, offset=offset) for offset in (0, 2))
	names = [row["response"] for page in (first, second) for row in page["responses"]]
	assert len(set(names)) == 4
	assert first["total"] == second["total"] >= 4


def test_the_funnel_never_grows_on_its_way(host):
	funnel = host.call("surveys.funnel")
	assert 0 < funnel["answered"] <= funnel["asked"]
	assert funnel["rate"]["n"] == funnel["asked"]
	assert (funnel["missing"] == 0) is (funnel["answered"] >= funnel["target"] * funnel["asked"])
	for row in funnel["steps"]:
		assert row["read"] <= row["delivered"] <= row["sent"] <= row["written"]
	assert [lever["lever"] for lever in funnel["levers"]] == ["handover", "reminder", "fallback", "reward"]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_funnel_has_the_answers_of_every_group_and_no_others(host, dimension):
	results, total = host.call("surveys.results"), host.call("surveys.funnel")
	assert total["answered"] == results["answers"]
	asked = 0
	for group in results["groups"][dimension]:
		if group["member"]:
			funnel = host.call("surveys.funnel", **{dimension: group["member"]})
			assert funnel["answered"] == group["answers"], group["member"]
			assert sum(row["answered"] for row in funnel["steps"]) <= funnel["answered"] <= funnel["asked"]
			asked += funnel["asked"]
	assert asked <= total["asked"]
	assert host.call("surveys.funnel", **{dimension: "nobody"})["asked"] == 0


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_exported_as_it_is_shown(host, results, table):
	response = host.request("GET", EXPORT, params={"table": table})
	assert response.status_code == 200, response.text[:300]
	assert response.headers["Content-Type"].startswith("text/csv")
	rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
	assert {len(row) for row in rows} == {len(rows[0])}
	if table in DIMENSIONS:
		assert len(rows) >= 1 + len(results["groups"][table])
	response = host.request("GET", EXPORT, params={"table": table, "kind": "xlsx"})
	assert "spreadsheetml" in response.headers["Content-Type"]
	assert "attachment" in response.headers["Content-Disposition"]
	sheet = load_workbook(io.BytesIO(response.content)).active
	assert sheet.max_column == len(rows[0])


def test_a_formula_that_a_guest_wrote_is_harmless_in_the_export(
	host, create_customer, complete_service, survey_link
):
	made = create_customer(name='=HYPERLINK("http://example.com")')
	complete_service(made["customer"])
	given = {"rating": 5, "comment": "=1+1"}
	host.call_as_guest("surveys.answer", token=survey_link(made["customer"]), answers=given)
	content = host.request("GET", EXPORT, params={"table": "answers"}).content.decode("utf-8-sig")
	assert "HYPERLINK" in content
	cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
	assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


@pytest.mark.parametrize(
	("method", "wrong"),
	[
		("surveys.results", {"from_date": "yesterday"}),
		("surveys.funnel", {"from_date": "2026-02-01", "to_date": "2026-01-01"}),
		("surveys.answer_list", {"only": "high"}),
		("surveys.export_results", {"table": "users"}),
		("surveys.export_results", {"table": "trend", "kind": "pdf"}),
	],
)
def test_what_cannot_be_shown_is_refused(host, method, wrong):
	with pytest.raises(CallFailed) as error:
		host.call(method, **wrong)
	assert error.value.status == 417
