"""A look at servers that nobody has saved in the settings: it tells of an Elasticsearch, and of nothing else.

Whoever may fill in the form could otherwise learn from the answers, or from the time they take, which ports of which
machines are open and what listens there.
"""

from __future__ import annotations

import time
from dataclasses import replace

from elasticsearch import ApiError

from workshop_crm.adapters.search.elasticsearch.check import Report, problem_report
from workshop_crm.adapters.search.elasticsearch.index import check
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.search.errors import EngineUnavailable

# So long takes the answer that there is none, whatever the reason; all tries together have this time.
SECONDS = 5.0
PRODUCT = "Elasticsearch"


def probe(settings: EngineSettings) -> Report:
	"""As `check`; everything that does not prove to be Elasticsearch is told in one sentence after `SECONDS`."""
	began = time.monotonic()
	try:
		hosts = settings.addresses
	except InvalidInput as problem:
		return problem_report(problem)
	found = check(replace(settings, timeout=SECONDS / (len(hosts) + 1)))
	if found.version or _is_of_elasticsearch(found.problem):
		return found
	time.sleep(max(0.0, SECONDS - (time.monotonic() - began)))
	return problem_report(
		EngineUnavailable(
			N_(
				"No Elasticsearch answers at {hosts}. Check the name, the port, and https or http. Save the address to see more."
			),
			hosts=", ".join(hosts),
		)
	)


def _is_of_elasticsearch(problem: Exception | None) -> bool:
	"""Whether the answer that led to this problem says whose it is."""
	cause = problem.__cause__ if problem else None
	return isinstance(cause, ApiError) and cause.meta.headers.get("x-elastic-product") == PRODUCT
