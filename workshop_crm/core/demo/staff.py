"""Who works in the made-up workshop, whose work each visit was, and how quickly somebody calls back."""

from datetime import timedelta
from random import Random
from typing import NamedTuple

from workshop_crm.core.demo.words import ADVISERS

TECHNICIANS = ("Omar", "Faisal", "Bilal", "Yousef")
# How often a customer of each gives the rating one lower than he would have.
_DISAPPOINTS = {"Omar": 0.0, "Faisal": 0.05, "Bilal": 0.22, "Yousef": 0.08}
_ENDINGS = {
	"Solved": 55,
	"Explained": 18,
	"Compensated": 12,
	"Could not be reached": 9,
	"Not justified": 6,
}


class Outcome(NamedTuple):
	"""How a follow-up ended; times count from the answer."""

	reason: str
	until_contact: timedelta
	until_closed: timedelta


def technician_of(visit: str) -> str:
	"""By the visit's code, so that nothing else of the workshop depends on it."""
	return Random(f"technician {visit}").choices(TECHNICIANS, (4, 3, 2, 3))[0]


def adviser_of(visit: str) -> str:
	return Random(f"adviser {visit}").choice(ADVISERS)


def disappoints(visit: str) -> bool:
	"""Whether this technician's work cost a star."""
	return Random(f"work {visit}").random() < _DISAPPOINTS[technician_of(visit)]


def outcome_of(response: str) -> Outcome:
	"""How the follow-up of a response ended."""
	random = Random(f"outcome {response}")
	contact = timedelta(hours=round(random.lognormvariate(1.8, 0.9), 1))
	closed = contact + timedelta(hours=round(random.lognormvariate(2.5, 1.0), 1))
	return Outcome(random.choices(tuple(_ENDINGS), tuple(_ENDINGS.values()))[0], contact, closed)
