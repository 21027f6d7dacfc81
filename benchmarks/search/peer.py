"""ERPNext's own search of a link field, on the site of `./dev benchmark profile`."""

from __future__ import annotations

from typing import Any

from benchmarks.profile.bench import Bench

MODULE = "benchmarks.search.peer_site"


def measure_peer(queries: int) -> dict[str, Any]:
	"""The share found and the times, by kind of question; `scripts/benchmark.sh` finds the bench."""
	return {"peer": "ERPNext link search", **Bench().run(MODULE, str(queries))}
