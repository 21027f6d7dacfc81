import json
from datetime import date, timedelta

from workshop_crm.core.profile.model import VehicleFact
from workshop_crm.core.profile.vehicle_history import (
	CarVisitFact,
	OwnerFact,
	VehicleHistoryFacts,
	vehicle_history_view,
)
from workshop_crm.core.vehicles.service_due import ServiceDue

BEGAN = date(2024, 1, 1)
DUE = ServiceDue("Oil", None, 55_000, BEGAN, 45_000, "later", "odometer")
CAR = VehicleFact(
	"JBA 1234",
	"JBA 1234",
	"أ ب ح ١٢٣٤",
	"Toyota",
	"Camry",
	2021,
	45_300,
	vin="BJ40001234",
	service_due=(DUE,),
)
FORMER = OwnerFact(None, None, "", None, BEGAN, False)
HUDA = OwnerFact("CUST-1", "Huda", "هدى", BEGAN, None, True)


def visit(number: int) -> CarVisitFact:
	day = BEGAN + timedelta(days=number)
	return CarVisitFact(f"INV-{number:03}", day, "Oil", "زيت", 1000 + number, number > 50)


def test_a_car_is_told_with_its_present_owner_and_newest_visits_first():
	unknown = CarVisitFact(None, BEGAN, None, "", None, False)
	view = vehicle_history_view(VehicleHistoryFacts(CAR, (FORMER, HUDA), (unknown, visit(1)), {"Oil": "زيت"}))
	assert view == {
		"vehicle": "JBA 1234",
		"plate_latin": "JBA 1234",
		"plate_ar": "أ ب ح ١٢٣٤",
		"make": "Toyota",
		"model": "Camry",
		"year": 2021,
		"vin": "BJ40001234",
		"odometer": 45_300,
		"owners": [
			{
				"customer": "CUST-1",
				"name": "Huda",
				"name_ar": "هدى",
				"from_date": "2024-01-01",
				"to_date": None,
				"is_current": True,
			},
			{
				"customer": None,
				"name": None,
				"name_ar": "",
				"from_date": None,
				"to_date": "2024-01-01",
				"is_current": False,
			},
		],
		"visit_count": 2,
		"visits": [
			{
				"invoice": "INV-001",
				"date": "2024-01-02",
				"service_type": "Oil",
				"service_type_ar": "زيت",
				"odometer": 1001,
				"of_this_owner": False,
			},
			{
				"invoice": None,
				"date": "2024-01-01",
				"service_type": None,
				"service_type_ar": "",
				"odometer": None,
				"of_this_owner": False,
			},
		],
		"service_due": [
			{
				"service_type": "Oil",
				"service_type_ar": "زيت",
				"due_on": None,
				"due_km": 55_000,
				"last_on": "2024-01-01",
				"last_km": 45_000,
				"status": "later",
				"reason": "odometer",
			}
		],
	}
	json.dumps(view)


def test_the_visits_of_a_page_come_newest_first_and_all_are_counted():
	visits = tuple(visit(number) for number in (3, 5, 4))
	view = vehicle_history_view(VehicleHistoryFacts(CAR, (), visits, {}, visit_count=105))
	assert [one["invoice"] for one in view["visits"]] == ["INV-005", "INV-004", "INV-003"]
	assert view["visit_count"] == 105
