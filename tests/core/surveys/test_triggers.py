"""Who is asked, when: which row a document meets, and why somebody is not asked."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.triggers import (
	CAPPED,
	NOT_DRAWN,
	Trigger,
	matching,
	trigger_of,
	why_not_asked,
)
from workshop_crm.core.surveys.visits import Visit, in_sample, invitation_to, is_asked_about, visit_key

NOW = datetime(2026, 3, 10, 10, 0)
SUBMITTED = Trigger("1", "After your visit", "Sales Invoice")
DELIVERED = Trigger("2", "Job", "Job Card", "State", "status", "Delivered")
KEYS = [f"{number:032x}" for number in range(4000)]


def row_of(
	triggers, *, doctype="Sales Invoice", docstatus=1, service_type=None, holds=lambda _: True, **values
):
	document = {"doctype": doctype, "docstatus": docstatus, **values}
	found = matching(triggers, document, service_type, holds)
	return found and found.name


@pytest.mark.parametrize(
	("document", "row"),
	[
		({}, "1"),
		({"docstatus": 0}, None),
		({"docstatus": 2}, None),
		({"doctype": "Quotation"}, None),
		({"doctype": "Job Card", "docstatus": 0, "status": "Delivered"}, "2"),
		({"doctype": "Job Card", "docstatus": 1, "status": "Delivered"}, "2"),
		({"doctype": "Job Card", "docstatus": 2, "status": "Delivered"}, None),
		({"doctype": "Job Card", "docstatus": 0, "status": "Open"}, None),
		({"doctype": "Job Card", "docstatus": 0, "status": None}, None),
	],
)
def test_a_document_meets_the_row_of_its_type_when_the_event_has_happened(document, row):
	assert row_of([SUBMITTED, DELIVERED], **document) == row


def test_the_row_that_says_most_about_a_document_wins():
	oil = Trigger("oil", "Oil", "Sales Invoice", service_type="Oil Change")
	large = Trigger("large", "Large", "Sales Invoice", condition="doc.grand_total > 100")
	rows = [SUBMITTED, large, oil]
	assert row_of(rows, service_type="Oil Change") == "oil"
	assert row_of(rows, service_type="Tyres") == "large"
	assert row_of(rows, service_type="Tyres", holds=lambda _: False) == "1"
	assert row_of([oil], service_type="Tyres") is None
	assert row_of([oil]) is None


def test_a_condition_is_asked_only_of_rows_that_fit_otherwise():
	asked = []
	rows = [Trigger("a", "S", "Quotation", condition="x"), Trigger("b", "S", "Sales Invoice", condition="y")]
	row_of(rows, holds=lambda row: bool(asked.append(row.condition)))
	assert asked == ["y"]


@pytest.mark.parametrize(
	("cap", "days_ago", "reason"),
	[
		((1, 30), [12], CAPPED),
		((1, 30), [30], None),
		((1, 30), [31], None),
		((1, 30), [], None),
		((2, 30), [12], None),
		((2, 30), [12, 29], CAPPED),
		((0, 30), [0, 1, 2], None),
		((1, 0), [0, 1, 2], None),
	],
)
def test_a_customer_is_asked_so_often_in_so_many_days(cap, days_ago, reason):
	trigger = Trigger("1", "S", "Sales Invoice", cap_count=cap[0], cap_days=cap[1])
	asked_on = [NOW - timedelta(days=days) for days in days_ago]
	found = why_not_asked(trigger, KEYS[0], asked_on, NOW)
	assert (found and found.reason) == reason
	if found:
		assert found.last_asked == max(asked_on)


def test_a_sample_draws_about_its_share_and_the_same_visits_each_time():
	drawn = [key for key in KEYS if in_sample(key, 25)]
	assert 900 < len(drawn) < 1100
	assert drawn == [key for key in KEYS if in_sample(key, 25)]
	assert set(drawn) < {key for key in KEYS if in_sample(key, 50)}
	assert all(in_sample(key, 100) for key in KEYS)
	trigger = Trigger("1", "S", "Sales Invoice", sample_percent=25)
	outside = next(key for key in KEYS if key not in drawn)
	assert why_not_asked(trigger, outside, [], NOW) == (NOT_DRAWN, None)
	assert why_not_asked(trigger, drawn[0], [], NOW) is None


def test_a_row_of_the_table_without_a_share_means_everybody():
	empty = dict.fromkeys(
		(
			"event",
			"state_field",
			"state_value",
			"condition",
			"service_type",
			"customer_field",
			"vehicle_field",
		)
	)
	numbers = dict.fromkeys(("delay_minutes", "cap_count", "cap_days", "sample_percent"))
	row = trigger_of({"name": "r", "document_type": "Sales Invoice", **empty, **numbers}, "S")
	assert row == Trigger("r", "S", "Sales Invoice")


def visit(
	doctype="Sales Invoice", document="SINV-1", customer="CUST-1", vehicle=None, day=10, **values
) -> Visit:
	return Visit(doctype, document, customer, date(2026, 3, day), vehicle=vehicle, **values)


def asked(customer="CUST-1", vehicle=None, day=10, **values) -> dict:
	day_of_visit = date(2026, 3, day)
	return {
		"customer": customer,
		"vehicle": vehicle,
		"visited_on": day_of_visit,
		"source": "Trigger",
		**values,
	}


@pytest.mark.parametrize(
	("document", "earlier", "is_same"),
	[
		(visit(vehicle="CAR"), asked(vehicle="CAR"), True),
		(visit("POS Invoice", "POS-1"), asked(vehicle="CAR"), True),
		(visit("Maintenance Visit", "MV-1", vehicle="CAR"), asked(), True),
		(visit(vehicle="CAR"), asked(vehicle="OTHER"), False),
		(visit(), asked(day=9), False),
		(visit(), asked(customer="CUST-2"), False),
	],
)
def test_documents_of_one_customer_and_car_and_day_are_one_visit(document, earlier, is_same):
	assert invitation_to(document, [earlier]) == (earlier if is_same else None)


def test_the_second_survey_of_a_visit_is_not_its_own_invitation_and_the_document_goes_before_the_day():
	document = {"reference_doctype": "Sales Invoice", "reference_name": "SINV-1"}
	second, own = asked(source="Follow-up", **document), asked(source="Print", **document)
	of_day = asked(reference_doctype="POS Invoice", reference_name="POS-1")
	assert invitation_to(visit(), [second, of_day, own]) is own
	assert invitation_to(visit(), [second, of_day]) is of_day
	assert invitation_to(visit(), [second]) is None


def test_the_key_of_a_visit_is_that_of_customer_car_and_day_whatever_the_document():
	assert visit_key(visit(vehicle="CAR")) == visit_key(visit("POS Invoice", "POS-1", vehicle="CAR"))
	others = [visit(), visit(vehicle="CAR"), visit(day=9), visit(customer="CUST-2"), visit(vehicle="OTHER")]
	assert len({visit_key(one) for one in others}) == len(others)
	assert all(len(visit_key(one)) == 32 for one in others)


@pytest.mark.parametrize(
	("document", "is_asked"),
	[
		(visit(), True),
		(visit(day=8), True),
		(visit(day=7), False),
		(visit(is_cancelled=True), False),
		(visit(is_return=True), False),
		(visit(is_consolidated=True), False),
		(visit(customer=""), False),
	],
)
def test_a_recent_visit_is_asked_about_and_nothing_else(document, is_asked):
	assert is_asked_about(document, NOW.date()) is is_asked


@given(st.text(), st.floats(0, 100))
def test_a_visit_outside_a_sample_is_outside_every_smaller_one(key, percent):
	if not in_sample(key, percent):
		assert not in_sample(key, percent / 2)
