"""How long does the dashboard take from raw transactions, scores included, and with a filter?

python -m benchmarks.dashboard
"""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter

from benchmarks.data import cdnow, synthetic
from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import Customers, DashboardFacts, ServiceType
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.transactions import Transactions

_SERVICES = tuple(ServiceType(f"Service {number}") for number in range(8))


def main() -> None:
	"""Print one JSON object."""
	million = synthetic.purchases(100_000, days=2_200, r=1.5, alpha=12.0, a=0.6, b=7.0)
	report = {
		"benchmark": "dashboard",
		"cdnow": _measure(cdnow.master(), cdnow.MASTER_CUSTOMERS, cdnow.HOLDOUT_END),
		"synthetic": _measure(million, 100_000, synthetic.TODAY),
	}
	print(json.dumps(report))


def _measure(transactions: Transactions, customers: int, as_of: date) -> dict[str, float]:
	listed = Customers.from_rows((f"C{number}", f"Customer {number}", None) for number in range(customers))
	facts = DashboardFacts(as_of, "SAR", listed, _SERVICES, transactions)
	measured: dict[str, float] = {"customers": customers, "transactions": len(transactions)}
	for name, filters in (("all", Filters()), ("active_only", Filters(segment="Active"))):
		start = perf_counter()
		build(facts, filters)
		measured[f"dashboard_{name}_seconds"] = round(perf_counter() - start, 3)
	start = perf_counter()
	customers_page(facts, Filters())
	measured["customers_page_seconds"] = round(perf_counter() - start, 3)
	return measured


if __name__ == "__main__":
	main()
