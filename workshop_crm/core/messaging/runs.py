"""A message to many at once: who gets it and who does not, how far it is, and what came of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.choice import check_chosen
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.delivery import FAILED, LEFT, REACHED, WAITING, WITHDRAWN
from workshop_crm.core.messaging.going import Decision
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.template_preview import SAMPLES
from workshop_crm.core.messaging.templates import Template, named_places, text_for

RUN: Final = "Message Run"
Kind = Literal["Service Reminder", "Message"]
REMINDERS: Final = "Service Reminder"
BULK: Final = "Message"
QUEUED, RUNNING, DONE, STOPPED = "Queued", "Running", "Done", "Stopped"
UNFINISHED = (QUEUED, RUNNING)
AT_ONCE = 25
"""Messages that are written in one transaction."""
MAX_KEY = 64
SHOWN = 5
"""How many of the latest runs a screen lists."""
VIEWED: Final = (
	"name", "kind", "template", "status", "started_on", "started_by", "total", "position", "written", "left_out",
)  # fmt: skip
"""What a screen needs of a run, without the long list of those whom it is for."""
STATES: Final = f"""SELECT message.status, COUNT(*) FROM `tabCustomer Message` AS message
	LEFT JOIN `tabCustomer Message` AS earlier ON earlier.name = message.fallback_of
	WHERE message.run = {{run}} AND COALESCE(earlier.status, '{FAILED}') = '{FAILED}'
		AND NOT (message.status = '{FAILED}'
			AND EXISTS (SELECT 1 FROM `tabCustomer Message` AS instead WHERE instead.fallback_of = message.name))
	GROUP BY message.status"""
"""How many messages of a run are in each state, SQL that both databases read.

Nobody counts twice: what failed and went again by another channel counts there, unless it arrived after all.
"""
CAME_WITHIN = timedelta(days=30)
"""A visit this soon after the day of a message counts as its success."""
WANTED_FOR = timedelta(days=3)
"""How long a message of a run may wait, such as for a provider that is out of order."""
SAME_MESSAGE_AFTER = timedelta(days=30)
"""A customer does not get the same template in a run again before."""

NO_KEY = N_("This request has no key. Load the page again.")
HAD_IT = N_("The customer has had this message within the last 30 days.")
RUN_STOPPED = N_("The messages to many that it was part of were stopped.")
WENT_WRONG = N_("It could not be written. The error log says why.")
NOT_FOR_MANY = N_(
	"This template speaks of one visit, car or account. Choose one that names the customer and the company alone."
)
FOR_MANY: Final = frozenset({"customer", "company"})


@dataclass(frozen=True, slots=True)
class Verdict:
	"""Whether somebody gets the message: the channel, or the reason against it, a translatable text."""

	channel: Channel | None
	reason: str = ""


def verdict_of(channel: Channel | None, decision: Decision) -> Verdict:
	"""The verdict of a decision by `going.best_channel`."""
	return Verdict(channel) if channel else Verdict(None, getattr(decision, "reason", ""))


def question(verdicts: Iterable[Verdict], translate: Callable[[str], str]) -> dict[str, Any]:
	"""What is asked before a run: how many get it by which channel, and how many do not and why; the most first."""
	channels: Counter[str] = Counter()
	reasons: Counter[str] = Counter()
	for one in verdicts:
		if one.channel:
			channels[one.channel] += 1
		else:
			reasons[one.reason] += 1
	return {
		"total": channels.total() + reasons.total(),
		"going": channels.total(),
		"by_channel": [{"channel": name, "count": count} for name, count in channels.most_common()],
		"left_out": _left_out(reasons, translate),
	}


def new_run(
	kind: Kind,
	targets: Sequence[str],
	key: str,
	user: str,
	now: datetime,
	*,
	template: str = "",
	service_type: str = "",
	late: str = "",
) -> dict[str, Any]:
	"""The fields of a run that waits for its job; `service_type` is the service that it is about, `late` the choice of lateness. Raises InvalidInput for nobody, too many, or a request without a key."""
	check_chosen(targets)
	if not key or len(key) > MAX_KEY:
		raise InvalidInput(NO_KEY)
	return {
		"kind": kind,
		"status": QUEUED,
		"template": template or None,
		"service_type": service_type or None,
		"late": late,
		"run_key": run_key(key, user),
		"targets": json.dumps(list(targets)),
		"position": 0,
		"total": len(targets),
		"written": 0,
		"left_out": "{}",
		"started_by": user,
		"started_on": now,
	}


def run_key(key: str, user: str) -> str:
	"""Pressed twice, one run: the key of the screen, of that user alone."""
	return hashlib.sha256(f"{user}|{key}".encode()).hexdigest()[:40]


def next_targets(run: Mapping[str, Any]) -> list[str]:
	"""Those who come next; none when the run is over."""
	if run["status"] not in UNFINISHED:
		return []
	targets: list[str] = json.loads(run["targets"] or "[]")
	return targets[run["position"] : run["position"] + AT_ONCE]


def after(run: Mapping[str, Any], outcomes: Sequence[Written], now: datetime) -> dict[str, Any]:
	"""What changes once the next targets have been written to. Whose message it was is forgotten with the end."""
	position = run["position"] + len(outcomes)
	reasons = Counter(json.loads(run["left_out"] or "{}"))
	reasons.update(one.reason for one in outcomes if not one.message)
	is_over = position >= run["total"]
	return {
		"position": position,
		"written": run["written"] + sum(1 for one in outcomes if one.message),
		"left_out": json.dumps(reasons, ensure_ascii=False),
		"status": DONE if is_over else RUNNING,
		**({"targets": "", "finished_on": now} if is_over else {}),
	}


def can_stop(run: Mapping[str, Any], states: Mapping[str, int]) -> bool:
	"""Whether there is anything left to stop; `states` counts its messages by state."""
	return run["status"] in UNFINISHED or any(states.get(state, 0) for state in WAITING)


def stopped(run: Mapping[str, Any], states: Mapping[str, int], now: datetime) -> dict[str, Any]:
	"""What changes when somebody stops a run. Raises InvalidInput for one whose messages have all left."""
	if not can_stop(run, states):
		raise InvalidInput(N_("Nothing of this waits any more: it was sent or withdrawn."))
	is_over = run["status"] not in UNFINISHED
	return {"status": STOPPED, **({} if is_over else {"targets": "", "finished_on": now})}


def stopped_view(
	run: Mapping[str, Any], before: Mapping[str, int], after: Mapping[str, int]
) -> dict[str, Any]:
	"""What stopping did. `run` is as it was before, `before` and `after` count its messages by state."""
	unwritten = run["total"] - run["position"] if run["status"] in UNFINISHED else 0
	withdrawn = after.get(WITHDRAWN, 0)
	return {
		"run": run["name"],
		"status": STOPPED,
		"not_sent": unwritten + withdrawn - before.get(WITHDRAWN, 0),
		"left": sum(after.values()) - withdrawn,
	}


def run_view(
	run: Mapping[str, Any], states: Mapping[str, int], came: int, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""A run as the screen shows it. `states` counts its messages by state, `came` those who got one and came soon after."""
	reasons: dict[str, int] = json.loads(run["left_out"] or "{}")
	return {
		"run": run["name"],
		"kind": run["kind"],
		"template": run["template"] or "",
		"status": run["status"],
		"started_on": run["started_on"].isoformat(sep=" ", timespec="seconds"),
		"started_by": run["started_by"],
		"total": run["total"],
		"done": run["position"],
		"written": run["written"],
		"left_out": _left_out(Counter(reasons), translate),
		"sent": sum(states.get(state, 0) for state in LEFT),
		"delivered": sum(states.get(state, 0) for state in REACHED),
		"failed": states.get(FAILED, 0),
		"waiting": sum(states.get(state, 0) for state in ("Outbox", "Queued", "Sending", "Doubtful")),
		"came": came,
		"can_stop": can_stop(run, states),
	}


def message_key(template: str, customer: str, today: date) -> str:
	"""The same for a template, a customer and a day, whoever sends it and however often."""
	return "run:" + hashlib.sha256(f"{template}|{customer}|{today.isoformat()}".encode()).hexdigest()[:40]


def is_for_many(template: Template) -> bool:
	"""Whether a run can fill in all that the template names."""
	return template.enabled and template.purpose == "Other" and named_places(template) <= FOR_MANY


def check_template(template: Template | None) -> Template:
	"""Raises InvalidInput for a template that cannot go to many."""
	if template is None or not is_for_many(template):
		raise InvalidInput(NOT_FOR_MANY).at("template")
	return template


def template_view(template: Template, company: Mapping[Language, str]) -> dict[str, Any]:
	"""A template to choose from, with its text in both languages as it reads; `company` has the workshop's name in each."""
	return {
		"template": template.name,
		"category": template.category,
		"texts": {language: _text(template, language, company[language]) for language in LANGUAGES},
	}


def _text(template: Template, language: Language, company: str) -> str:
	values = {**SAMPLES[language], "company": company}
	return fill(text_for(template, language, "WhatsApp").text, values)


def _left_out(reasons: Counter[str], translate: Callable[[str], str]) -> list[dict[str, Any]]:
	return [{"reason": translate(reason), "count": count} for reason, count in reasons.most_common()]
