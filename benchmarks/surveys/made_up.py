"""A million made-up answers over two years: who answered when, about whose work, and what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

DAYS = 730
CUSTOMERS = 20_000
SERVICES, BRANCHES, TECHNICIANS, ADVISERS = 10, 4, 32, 12
CHANNELS = ("WhatsApp", "WhatsApp", "WhatsApp", "SMS", "Email", "Handover")
RATINGS = (5, 5, 5, 5, 4, 4, 3, 2, 1)
RECOMMEND = {5: 10, 4: 8, 3: 6, 2: 3, 1: 0}
COMMENTS = ("", "", "Fast and clean work, thank you.", "انتظرت ساعتين بعد الموعد المحدد.")
# For each answer there are invitations that nobody answered.
UNANSWERED = 0.6


# The funnel is reported for the period of the page, and reads no invitation from before.
DAYS_WITH_INVITATIONS = 120


@dataclass(frozen=True, slots=True)
class MadeUp:
	"""An invitation with its message, of the last months, and the response of one that was answered: values by fields."""

	invitation: dict[str, Any] | None
	message: dict[str, Any] | None
	response: dict[str, Any] | None


def service(number: int) -> str:
	return f"Measured service {number}"


def person(number: int) -> str:
	return f"Measured person {number}"


def customer(number: int) -> str:
	return f"MEASURED-{number:06d}"


def made_up(answers: int, survey: str, now: datetime) -> Iterator[MadeUp]:
	"""`answers` of them were answered, evenly over the days until `now`."""
	random = Random(13)
	total = round(answers * (1 + UNANSWERED))
	pause = timedelta(days=DAYS) / total
	for number in range(total):
		moment = now - timedelta(days=DAYS) + number * pause
		yield _one(
			random, number, survey, moment, number * answers // total != (number + 1) * answers // total
		)


def _one(random: Random, number: int, survey: str, moment: datetime, is_answered: bool) -> MadeUp:
	channel, step = random.choice(CHANNELS), random.choice((1, 1, 2, 3))
	branch = random.randrange(BRANCHES)
	shared = {
		"customer": customer(random.randrange(CUSTOMERS)),
		"language": random.choice(("ar", "en")),
		"creation": moment,
		"modified": moment,
	}
	about = {**shared, "survey": survey, "service_type": service(random.randrange(SERVICES))}
	name = f"MEASURED-SVI-{number:08d}"
	invitation = {
		**about,
		"name": name,
		"visit_key": name,
		"channel": "" if channel == "Handover" else channel,
		"status": "Answered" if is_answered else "Sent",
		"source": "Handover" if channel == "Handover" else "Trigger",
		"sent_on": moment,
		"step": 0 if channel == "Handover" else step,
		"answered_by": (channel if channel == "Handover" else str(step)) if is_answered else "",
		"answered_channel": "" if channel == "Handover" or not is_answered else channel,
	}
	message = {
		**shared,
		"name": f"MEASURED-MSG-{number:08d}",
		"channel": invitation["channel"] or "WhatsApp",
		"status": random.choice(("Sent", "Delivered", "Read", "Failed")),
		"step": step,
		"reference_doctype": "Survey Invitation",
		"reference_name": name,
	}
	response = _response(random, number, about, name, channel, branch) if is_answered else None
	return MadeUp(invitation, message, response)


def _response(
	random: Random, number: int, about: dict[str, Any], invitation: str, channel: str, branch: int
) -> dict[str, Any]:
	stars = random.choice(RATINGS)
	recommend = RECOMMEND[stars]
	return {
		**about,
		"name": f"MEASURED-SVR-{number:08d}",
		"invitation": invitation,
		"answered_on": about["creation"],
		"channel": channel,
		"has_score": 1,
		"score": round((25 * (stars - 1) + 10 * recommend) / 2, 2),
		"rating": stars,
		"satisfaction": "Satisfied" if stars >= 4 else "Not satisfied",
		"nps_group": "Promoter" if recommend >= 9 else "Passive" if recommend >= 7 else "Detractor",
		"effort": 0,
		"is_low": int(stars <= 2),
		"technician": person(branch * 8 + random.randrange(8)),
		"adviser": person(TECHNICIANS + branch * 3 + random.randrange(3)),
		"branch_doctype": "Company",
		"branch": f"Measured branch {branch}",
		"comment": random.choice(COMMENTS),
	}
