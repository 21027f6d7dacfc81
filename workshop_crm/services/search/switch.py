"""From one search engine to another, or to another server, when the settings say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frappe.model.document import Document
from frappe.utils import escape_html

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.services.platform import background, settings
from workshop_crm.services.platform.errors import message
from workshop_crm.services.platform.permissions import require_manager
from workshop_crm.services.platform.words import _
from workshop_crm.services.search import certificates, engines, updates

if TYPE_CHECKING:
	from workshop_crm.adapters.search.elasticsearch.check import Report
	from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings

# Another value of one of these means another index, which has nobody yet.
PLACES = ("search_engine", "elasticsearch_hosts", "elasticsearch_prefix")


def checked_addresses(typed: EngineSettings) -> tuple[str, ...]:
	"""The complete addresses. Raises InvalidInput for addresses or a prefix that cannot be used; does not connect."""
	from workshop_crm.adapters.search.elasticsearch.settings import check_prefix

	check_prefix(typed.prefix)
	return typed.addresses


def needs_server(record: Document) -> bool:
	"""Whether the engine of the settings is reached over a network."""
	return engines.labelled(record.search_engine) in engines.on_servers()


def is_switch(record: Document) -> bool:
	"""Whether the saved settings name another index than before."""
	return any(record.has_value_changed(fieldname) for fieldname in PLACES)


def follow(record: Document) -> None:
	"""Fill the index that is used from now on, or forget what waits for one that is not. The local one is always kept."""
	chosen = engines.labelled(record.search_engine)
	for engine in engines.on_servers():
		engines.wake(engine)
		if engine != chosen:
			updates.forget_engine(engine)
			continue
		updates.want_rebuild(engine)
		background.after_commit(
			"workshop_crm.services.search.rebuild.rebuild",
			f"workshop_crm.search.rebuild.{engine}",
			"long",
			engine=engine,
		)


def test_connection(values: dict[str, Any]) -> dict[str, Any]:
	"""Whether the server of a form's `values`, saved or not, can be used, and what is wrong with it if not."""
	require_manager()
	report = _report(values)
	found = {"version": report.version, "cluster": report.cluster, "nodes": report.nodes}
	if report.problem:
		return {"ok": False, "message": message(report.problem), "customers": None, **found}
	# Whoever has just put the server right need not wait until it is asked again.
	engines.wake(engines.ELASTICSEARCH)
	told = _("Elasticsearch {0} answers. Cluster {1}, nodes: {2}, customers in the index: {3}").format(
		report.version, escape_html(report.cluster), report.nodes, report.customers or 0
	)
	return {"ok": True, "message": told, "customers": report.customers, **found}


def _report(values: dict[str, Any]) -> Report:
	"""All about a server of the saved settings; of another one only whether it is an Elasticsearch that can be used."""
	from workshop_crm.adapters.search.elasticsearch.check import problem_report
	from workshop_crm.adapters.search.elasticsearch.index import check
	from workshop_crm.adapters.search.elasticsearch.probe import probe

	try:
		engine = settings.elasticsearch(values)
		is_saved = settings.keeps_to_saved(engine)
		if not is_saved:
			certificates.check_place(engine.ca_file)
	except InvalidInput as problem:
		return problem_report(problem)
	return check(engine) if is_saved else probe(engine)
