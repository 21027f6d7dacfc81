"""The one document about a person, from the records of either host."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.privacy.erasure import check_confirmed, erased_names
from workshop_crm.core.privacy.export import BESIDE, BY_CUSTOMER, HeldOfPerson, document
from workshop_crm.core.privacy.own_copy import own_copy, without_photos

RECORD = {
	"name": "CUST-1",
	"customer_name": "Reem",
	"mobile_no": "",
	"disabled": 0,
	"emergency_contact": "",
	"emergency_contact_phone": "+966559876543",
	"service_preferences": '{"oil":"5W-30"}',
	"customer_notes": "",
}
VISIT = {"name": "INV-1", "grand_total": Decimal("12.345"), "is_return": 0, "odometer": 0, "items": []}


def made(**changes):
	values = {
		"record": RECORD,
		"preferences": {"oil": "5W-30"},
		"channels": [],
		"vehicles": [],
		"visits": [VISIT],
		"lists": {},
		**changes,
	}
	return document(HeldOfPerson(**values), datetime(2026, 3, 1, 10, 20, 30, 999))


def test_it_has_every_part_even_where_a_host_keeps_nothing_of_it():
	told = made()
	assert {*BY_CUSTOMER, *BESIDE, "channels", "vehicles", "visits", "former_names"} <= told.keys()
	assert own_copy(told)["visits"] == told["visits"]


def test_a_copy_of_an_answer_has_its_photos_in_it():
	answers = [{"name": "SVR-1", "answers": []}, {"name": "SVR-2", "answers": []}]
	photo = {"name": "damage-1.jpg", "data": "anBlZw=="}
	copy = own_copy(made(lists={"survey_answers": answers}, photos={"SVR-1": [photo]}))
	assert [answer["photos"] for answer in copy["survey_answers"]] == [[photo], []]
	smaller = without_photos(copy)
	assert [answer["photos"] for answer in smaller["survey_answers"]] == [[{"name": "damage-1.jpg"}], []]
	assert smaller["photos_left_out"]


def test_it_is_plain_json_in_one_form():
	row = {"posting_date": date(2026, 1, 5), "loyalty_points": 5, "entry_reason": "", "purchase_amount": 1.5}
	told = made(lists={"points": [row]})
	assert json.loads(json.dumps(told)) == told
	assert told["exported_on"] == "2026-03-01 10:20:30"
	assert (told["person"]["phone"], told["person"]["disabled"], told["notes"]) == (None, False, None)
	assert told["emergency_contact"] == {"name": None, "phone": "+966559876543"}
	(visit,) = told["visits"]
	assert (visit["total"], visit["odometer"], visit["is_return"]) == (12.345, None, False)
	(points,) = told["points"]
	assert (points["posting_date"], points["points"], points["reason"]) == ("2026-01-05", 5, None)


@pytest.mark.parametrize(
	("row", "status"),
	[
		({"status": "Unpaid"}, "Unpaid"),
		({"docstatus": 1}, "Submitted"),
		({"docstatus": 2}, "Cancelled"),
		({"docstatus": 1, "is_return": 1}, "Return"),
	],
)
def test_a_visit_has_its_status(row, status):
	(visit,) = made(visits=[{**VISIT, **row}])["visits"]
	assert visit["status"] == status


def test_what_is_stored_and_not_listed_is_not_told():
	told = made(record={**RECORD, "erased_on": "2026-01-01", "password": "hidden"})
	assert "hidden" not in json.dumps(told)


@pytest.mark.parametrize("confirm", ["", "yes", "cust-1", "CUST-1 "])
def test_nothing_is_erased_until_the_very_id_is_typed(confirm):
	with pytest.raises(InvalidInput) as error:
		check_confirmed("CUST-1", confirm)
	assert error.value.field == "confirm"
	check_confirmed("CUST-1", "CUST-1")


def test_an_erased_customer_has_a_name_in_both_languages():
	assert erased_names("7f", lambda text: f"ar:{text}") == ("Erased customer 7f", "ar:Erased customer 7f")
