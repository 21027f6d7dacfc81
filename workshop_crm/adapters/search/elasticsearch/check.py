"""Whether the server can be used as it is set up, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from workshop_crm.adapters.search.elasticsearch.errors import told_in_words
from workshop_crm.adapters.search.elasticsearch.names import Names
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.common.errors import N_, WorkshopError
from workshop_crm.core.search.errors import EngineUnavailable

MIN_VERSION = 8
_CLUSTER_PRIVILEGES = ("monitor", "manage_index_templates")
_INDEX_PRIVILEGES = ("read", "write", "create_index", "delete_index", "manage", "view_index_metadata")
_NO_SECURITY = (400, 404, 405)


@dataclass(frozen=True, slots=True)
class Report:
	"""What was found out; `problem` is None when search can use the server. `customers` is None without an index."""

	version: str = ""
	cluster: str = ""
	nodes: int = 0
	customers: int | None = None
	problem: WorkshopError | None = None


def problem_report(problem: WorkshopError) -> Report:
	"""Nothing is known but what is wrong."""
	return Report(problem=problem)


def report(client: Elasticsearch, settings: EngineSettings, names: Names) -> Report:
	"""Ask the server who it is, how it is and what this user may do; never raises for what is wrong with the server."""
	try:
		with told_in_words(settings):
			info = client.info()
			return _described(client, names, info["version"]["number"], info["cluster_name"])
	except EngineUnavailable as problem:
		return problem_report(problem)


def _described(client: Elasticsearch, names: Names, version: str, cluster: str) -> Report:
	if int(version.partition(".")[0]) < MIN_VERSION:
		problem = EngineUnavailable(
			N_("This is Elasticsearch {version}; version {oldest} or later is needed."),
			version=version,
			oldest=MIN_VERSION,
		)
		return Report(version, cluster, problem=problem)
	health = client.cluster.health()
	nodes = int(health["number_of_nodes"])
	if health["status"] == "red":
		problem = EngineUnavailable(N_("The cluster {cluster} has lost a part of its data."), cluster=cluster)
		return Report(version, cluster, nodes, problem=problem)
	return Report(version, cluster, nodes, _customers(client, names), _missing_privileges(client, names))


def _customers(client: Elasticsearch, names: Names) -> int | None:
	answer = client.options(ignore_status=(403, 404)).count(index=names.alias)
	return int(answer["count"]) if "count" in answer else None


def _missing_privileges(client: Elasticsearch, names: Names) -> WorkshopError | None:
	try:
		answer: Any = client.security.has_privileges(
			cluster=list(_CLUSTER_PRIVILEGES),
			index=[{"names": [f"{names.prefix}-*"], "privileges": list(_INDEX_PRIVILEGES)}],
		)
	except ApiError as error:
		if error.meta.status in _NO_SECURITY:
			return None
		raise
	if answer["has_all_requested"]:
		return None
	granted = {**answer["cluster"], **answer["index"][f"{names.prefix}-*"]}
	return EngineUnavailable(
		N_("This user or API key lacks these privileges on {pattern}: {missing}"),
		pattern=f"{names.prefix}-*",
		missing=", ".join(sorted(name for name, has in granted.items() if not has)),
	)
