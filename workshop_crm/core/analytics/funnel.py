"""From the invitation to the answer: how many got how far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Flags
from workshop_crm.core.analytics.facts import Invitations
from workshop_crm.core.common.errors import N_

STEPS = ("asked", "delivered", "opened", "answered")
"""Who took one has taken those before it: an answer says that the message arrived, whatever the provider knows."""
FUNNEL_WORDS = {
	"asked": N_("Asked"),
	"delivered": N_("Delivered"),
	"opened": N_("Opened"),
	"answered": N_("Answered"),
}


@dataclass(frozen=True, slots=True)
class Step:
	"""How many invitations got as far as this step, and how many different customers had one of them."""

	name: str
	invitations: int
	customers: int


def funnel(invitations: Invitations) -> list[Step]:
	"""The steps in order, all of them."""
	found = []
	for name in STEPS:
		took = took_step(invitations, name)
		customers = len(np.unique(invitations.customer[took]))
		found.append(Step(name, int(took.sum()), customers))
	return found


def took_step(invitations: Invitations, name: str) -> Flags:
	"""True for the invitations that got as far. Raises ValueError for a step that there is not."""
	reached = np.where(invitations.answered, STEPS.index("answered"), invitations.how_far)
	took: Flags = reached >= STEPS.index(name)
	return took
