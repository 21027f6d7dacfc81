"""Which actions are on the list, in which order, and what a row says."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from workshop_crm.core.analytics.actions.call_list import (
	Around,
	ListArguments,
	ListFilters,
	list_view,
	row_view,
	select,
	table_rows,
)
from workshop_crm.core.analytics.actions.rules import HIGH_RISK, LOW_SCORE, SERVICE_DUE
from workshop_crm.core.common.errors import InvalidInput

TODAY = date(2026, 3, 10)
FACTS = {
	HIGH_RISK: '{"last_visit": "2025-09-05", "usual_days": 120}',
	LOW_SCORE: '{"answered_on": "2026-03-08", "score": 40, "rating": 2}',
	SERVICE_DUE: '{"services": ["Oil Change"], "due_on": "2026-03-14", "last_on": "2025-09-14"}',
}
AROUND = Around(
	customers={"C": {"customer_name": "Omar", "mobile_no": "+966551234567"}},
	titles={"R": ("At risk", "مهدد")},
	today=TODAY,
	language="en",
	translate=str,
	cars={"CAR-1": "Toyota Camry"},
	names_ar={"Oil Change": "تغيير الزيت"},
)


def action(name: str, trigger: str = HIGH_RISK, **changes: Any) -> dict[str, Any]:
	return {
		"name": name,
		"customer": "C",
		"vehicle": "CAR-1" if trigger == SERVICE_DUE else None,
		"rule": "R",
		"trigger": trigger,
		"status": "Open",
		"crossed_on": TODAY,
		"made_on": TODAY,
		"clv": 100,
		"facts": FACTS[trigger],
		"follow_up": None,
		"assigned_to": None,
		"snoozed_until": None,
		"result": "",
		"done_on": None,
		"done_by": None,
		"message": None,
		"points": 0,
		"problem": "",
		**changes,
	}


def names(*actions: dict[str, Any], visits: dict[str, date] | None = None, **filters: Any) -> list[str]:
	return [one["name"] for one in select(actions, ListFilters(**filters), visits or {}, TODAY).actions]


def test_the_most_valuable_are_called_first():
	assert names(action("a"), action("b", clv=900), action("c", crossed_on=date(2026, 3, 9))) == [
		"b",
		"c",
		"a",
	]


def test_a_snoozed_action_is_away_until_its_day():
	later = action("later", status="Snoozed", snoozed_until=date(2026, 3, 11))
	due = action("due", status="Snoozed", snoozed_until=TODAY)
	assert names(later, due) == ["due"]
	assert names(later, due, state="later") == ["later"]


def test_who_came_since_is_not_called_except_about_a_low_score():
	kinds = [action(trigger, trigger) for trigger in FACTS]
	assert names(*kinds, visits={"C": TODAY}) == [LOW_SCORE]
	assert len(names(*kinds, visits={"C": date(2026, 3, 9)})) == 3


def test_what_is_done_can_be_looked_up_for_a_while():
	old = action("old", status="Done", done_on=datetime(2025, 12, 1))
	new = action("new", status="Done", done_on=datetime(2026, 3, 9))
	assert names(old, new, state="done") == ["new"]


def test_reasons_are_counted_whatever_reason_is_chosen():
	chosen = select(
		[action("a"), action("b"), action("c", LOW_SCORE, assigned_to="me")],
		ListFilters(trigger=LOW_SCORE),
		{},
		TODAY,
	)
	assert ([one["name"] for one in chosen.actions], chosen.counts) == (["c"], {HIGH_RISK: 2, LOW_SCORE: 1})
	assert names(action("a"), action("b", assigned_to="me"), assignee="me") == ["b"]
	assert names(action("a"), action("b", assigned_to="me"), assignee="nobody") == ["a"]


@pytest.mark.parametrize("arguments", [{"state": "x"}, {"trigger": "x"}])
def test_unknown_filters_are_refused(arguments):
	with pytest.raises(InvalidInput):
		ListArguments(**arguments).read()


@pytest.mark.parametrize(
	("trigger", "said"),
	[
		(HIGH_RISK, "Last here 186 days ago, on 5 September 2025; usually every 120 days"),
		(LOW_SCORE, "Gave 2 of 5 on 8 March 2026"),
		(SERVICE_DUE, "Oil Change: due on 14 March 2026"),
	],
)
def test_a_row_says_why(trigger, said):
	assert row_view(action("a", trigger), AROUND)["reason"] == said


def test_a_reason_in_arabic_has_arabic_names_days_and_digits():
	arabic = replace(AROUND, language="ar")
	assert row_view(action("a", SERVICE_DUE), arabic)["reason"] == "تغيير الزيت: due on ١٤ مارس ٢٠٢٦"
	assert "١٨٦" in row_view(action("a"), arabic)["reason"]


def test_a_score_without_stars_and_a_customer_without_a_habit_are_said_too():
	plain = action("a", LOW_SCORE, facts='{"answered_on": "2026-03-08", "score": 40, "rating": null}')
	assert row_view(plain, AROUND)["reason"] == "Score 40 of 100 on 8 March 2026"
	once = action("a", facts='{"last_visit": "2025-09-05", "usual_days": null}')
	assert row_view(once, AROUND)["reason"] == "Last here 186 days ago, on 5 September 2025"
	assert row_view(action("a", facts=""), AROUND)["reason"] == "The reason was erased."


def test_a_row_has_a_phone_to_call_and_a_value_only_for_who_may_see_it():
	row = row_view(action("a", SERVICE_DUE), AROUND)
	assert (row["phone"]["e164"], row["car"], row["clv"]) == ("+966551234567", "Toyota Camry", 100)
	assert row_view(action("a"), replace(AROUND, shows_value=False))["clv"] is None
	assert row_view(action("a", customer="D"), AROUND)["phone"] is None


def test_the_file_has_the_rows_of_the_list():
	chosen = select([action("a"), action("b", LOW_SCORE)], ListFilters(), {}, TODAY)
	reply = list_view([row_view(one, AROUND) for one in chosen.actions], chosen, {"u": "U"}, True)
	assert (reply["total"], reply["people"]) == (2, [{"user": "u", "name": "U"}])
	header, *rows = table_rows(reply["actions"], str)
	assert len(rows) == 2
	assert all(len(row) == len(header) for row in rows)
