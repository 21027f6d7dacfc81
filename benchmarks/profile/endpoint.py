"""Times of the profile's endpoint over HTTP, one request after the other on one connection."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.profile.figures import spread
from benchmarks.profile.session import Session

CUSTOMERS, WARM_UPS, REPETITIONS = 300, 20, 20
_METHOD = "/api/method/workshop_crm.api.profile.get_profile"


def measure(session: Session, customers: Sequence[str], busy: str, fleet: str) -> dict[str, object]:
	"""Ordinary customers, each once and none of the warm-ups; then the two of whom there is most, again and again."""
	for customer in customers[:WARM_UPS]:
		_milliseconds(session, customer)
	return {
		"endpoint_ms": spread([_milliseconds(session, customer) for customer in customers[WARM_UPS:]]),
		"endpoint_10000_entries_ms": spread([_milliseconds(session, busy) for _ in range(REPETITIONS)]),
		"endpoint_2000_visits_ms": spread([_milliseconds(session, fleet) for _ in range(REPETITIONS)]),
	}


def _milliseconds(session: Session, customer: str) -> float:
	"""Until the last byte of the profile is here."""
	started = perf_counter()
	session.get(f"{_METHOD}?{urlencode({'customer': customer})}")
	return (perf_counter() - started) * 1000
