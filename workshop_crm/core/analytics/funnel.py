"""From the invitation to the answer: how many got how far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Bytes, Codes, Flags
from workshop_crm.core.analytics.facts import Invitations
from workshop_crm.core.analytics.funnel_steps import STEPS


@dataclass(frozen=True, slots=True)
class Step:
	"""How many invitations got as far as this step, and how many different customers had one of them."""

	name: str
	invitations: int
	customers: int


def funnel(invitations: Invitations) -> list[Step]:
	"""The steps in order, all of them."""
	reached = _reached(invitations)
	return [_step(name, invitations.customer[reached >= place]) for place, name in enumerate(STEPS)]


def took_step(invitations: Invitations, name: str) -> Flags:
	"""True for the invitations that got as far. Raises ValueError for a step that there is not."""
	place = STEPS.index(name)
	took: Flags = _reached(invitations) >= place
	return took


def _reached(invitations: Invitations) -> Bytes:
	"""The place in STEPS of the last step that each invitation took."""
	answered = np.int8(STEPS.index("answered"))
	return np.where(invitations.answered, answered, invitations.how_far).astype(np.int8, copy=False)


def _step(name: str, customers: Codes) -> Step:
	"""From the customer of each invitation that took it."""
	different = np.zeros(int(customers.max(initial=-1)) + 1, np.bool_)
	different[customers] = True
	return Step(name, len(customers), int(different.sum()))
