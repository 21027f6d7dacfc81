from workshop_crm.core.analytics.service_frequency import service_frequency
from workshop_crm.core.analytics.transactions import from_columns


def test_the_pause_is_the_median_between_visits_for_the_same_service_of_the_same_customer():
	customer = [0, 0, 0, 1, 1, 0, 1]
	day = [100, 130, 170, 500, 510, 101, 999]
	service = [0, 0, 0, 0, 0, 1, -1]
	rows = service_frequency(from_columns(customer, day, [10.0] * 7, service=service), 3)
	assert [(row.service, row.visits, row.median_days_between) for row in rows] == [
		(0, 5, 30.0),
		(1, 1, None),
	]


def test_a_return_lowers_the_revenue_of_its_service():
	rows = service_frequency(from_columns([0, 0], [100, 130], [50.0, -20.0], service=[0, 0]), 1)
	assert (rows[0].visits, rows[0].revenue, rows[0].median_days_between) == (1, 30.0, None)


def test_the_order_of_invoices_does_not_matter():
	rows = service_frequency(from_columns([0, 0, 0], [300, 100, 150], [1.0] * 3, service=[0, 0, 0]), 1)
	assert rows[0].median_days_between == 100


def test_there_may_be_no_service_types():
	assert service_frequency(from_columns([0], [1], [1.0]), 0) == []
