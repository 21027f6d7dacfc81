"""Which response rate do the app's messages bring, with which of its levers, and do they ever go when they must not?"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from benchmarks.surveys.answering import ANSWERED_BY
from benchmarks.surveys.check import figures, violations
from benchmarks.surveys.simulation import Arm, run

SEED = 13
TARGET = 0.8
LEVERS = (
	Arm("message", ""),
	Arm("reminders", "", contacts=3),
	Arm("reminders, fallback", "", contacts=3, fallback=True),
	Arm("reminders, fallback, reward", "", contacts=3, fallback=True, reward=True),
	Arm("reminders, fallback, handover", "", contacts=3, fallback=True, handover=True),
	Arm("all", "", contacts=3, fallback=True, reward=True, handover=True),
)


def simulate(invitations: int, processes: int) -> None:
	"""Share the invitations among the arms, each with the same people; the last line printed is one JSON object."""
	started = perf_counter()
	arms = [
		Arm(f"{model}: {arm.name}", model, arm.contacts, arm.fallback, arm.reward, arm.handover)
		for model in ANSWERED_BY
		for arm in LEVERS
	]
	with ProcessPoolExecutor(processes) as pool:
		results = list(pool.map(_result, arms, _shares(invitations, len(arms))))
	found = {arm.name: brought for arm, (brought, _) in zip(arms, results, strict=True)}
	counts = [counted for _, counted in results]
	_tell(found, perf_counter() - started)
	total = {name: sum(counted[name] for counted in counts) for name in counts[0]}
	print(json.dumps({"invitations": invitations, "arms": found, **total}, ensure_ascii=False))


def _shares(invitations: int, arms: int) -> list[int]:
	return [(invitations + place) // arms for place in range(arms)]


def _result(arm: Arm, invitations: int) -> tuple[dict[str, float | int], dict[str, int]]:
	log = run(arm, invitations, SEED)
	return figures(log), violations(log)


def _tell(found: dict[str, dict[str, float | int]], seconds: float) -> None:
	"""For who watches: a line for each arm, and whether it reaches the target."""
	for name, brought in found.items():
		reaches = "reaches" if brought["response_rate"] >= TARGET else "misses"
		sys.stderr.write(
			f"{name:46} {brought['response_rate']:6.1%}  {reaches} {TARGET:.0%}"
			f"  {brought['contacts_per_answer']} contacts an answer, {brought['opt_outs']} opt-outs\n"
		)
	sys.stderr.write(f"{seconds:.0f} seconds\n")
