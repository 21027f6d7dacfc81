from datetime import date

import pytest

from benchmarks.data import cdnow
from visit_columns import invitations, moves, transactions
from workshop_crm.core.analytics.facts import (
	Customers,
	DashboardFacts,
	ServiceType,
	service_index,
)
from workshop_crm.core.analytics.summary import Summary, summarise

SERVICES = (ServiceType("Oil Change", "تغيير الزيت"), ServiceType("Brakes", "الفرامل"))

INVOICES = (
	# customer, date, amount, hour, service type
	("A", "2025-01-05", 100.0, 9, "Oil Change"),  # a Sunday
	("A", "2025-07-10", 120.0, 10, "Oil Change"),
	("A", "2025-12-01", 300.0, 17, "Brakes"),
	("A", "2025-12-03", -50.0, 17, "Brakes"),
	("B", "2025-03-15", 80.0, 9, "Oil Change"),
	("C", "2025-12-20", 500.0, None, None),
)
INVITATIONS = (
	("A", "2025-07-10", "Oil Change", True, 5),
	("A", "2025-12-01", "Brakes", True, 2),
	("B", "2025-03-15", "Oil Change", False, None),
	("C", "2025-12-20", None, True, 4),
)
MOVES = (("A", "2025-01-05", None, "Silver"), ("A", "2025-12-01", "Silver", "Gold"))


@pytest.fixture(scope="session")
def cdnow_summary() -> Summary:
	return summarise(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.CALIBRATION_END)


@pytest.fixture
def facts() -> DashboardFacts:
	"""Four customers on the last day of 2025: A regular, B lapsing, C new, D registered but never here."""
	customers = Customers.from_rows(
		[("A", "Ahmed", "أحمد"), ("B", "Badr", "بدر"), ("C", "=Cmd()", None), ("D", "Dana", "دانة")]
	)
	services = service_index(SERVICES)
	places = {name: place for place, name in enumerate("ABCD")}
	return DashboardFacts(
		as_of=date(2025, 12, 31),
		currency="SAR",
		customers=customers,
		service_types=SERVICES,
		transactions=transactions(INVOICES, places, services),
		invitations=invitations(INVITATIONS, places, services),
		moves=moves(MOVES, places),
		points_liability=lambda: 12.5,
	)
