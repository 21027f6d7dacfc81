"""How people answer, opt out and fail to be reached: the published figures, and what had to be assumed.

Whether somebody answers depends on how willing they are, one number u from 0 to 1 that is drawn once for each. They answer after
contact k if u is below the share of people who have answered by then. So the model gives the published shares exactly, and a further
message does not win somebody who would never answer one. `ANSWERED_BY` has these shares:

AJE: one reminder raises the response from 49.5 to 65.6 % (meta-analysis, N = 246,040; American Journal of Epidemiology 2012). Of those
who were left 31.9 % answered the reminder, 0.644 times the share of the first contact; the fit keeps that factor for later ones:
49.5, 65.6, 72.7, 76.3 %.

Gothenburg: reminders 1, 2 and 3 brought 11, 4 and 2.5 points (randomised, 10,000 people). The first contact is that of AJE, so that the
two differ in their reminders alone: 49.5, 60.5, 64.5, 67 %.

Reward: an incentive multiplies the odds of an answer by 1.86 (Cochrane review 2023). That was measured on postal surveys, mostly with money; points
of a workshop may do less.

Speed: six in ten of those who answer a contact do so within the hour, the others within some days (exponential; the mean is assumed).

Handover: 83 % answer one question asked right after the visit (a vendor's figure, not verified by anybody else), the same u as above: the willing are the
same people. How many are offered the tablet or the code is the workshop's doing; `OFFERED` is assumed.

Assumed: how often a channel does not reach somebody, and how many opt out. Opt-outs rise with each reminder, as in Gothenburg, where that was
clear by the third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from workshop_crm.core.common.channels import Channel

CONTACTS = 4
FIRST = 0.495
AJE_FACTOR = (0.656 - FIRST) / (1 - FIRST) / FIRST
GOTHENBURG_GAINS = (0.11, 0.04, 0.025)
INCENTIVE_ODDS = 1.86
WITHIN_THE_HOUR = 0.6
MEAN_OF_THE_OTHERS = timedelta(hours=20)
HANDOVER = 0.83
OFFERED = 0.75
UNREACHED: Mapping[Channel, float] = {"WhatsApp": 0.20, "SMS": 0.05, "Email": 0.10}
OPT_OUTS = (0.004, 0.007, 0.015, 0.025)
"""After each contact, of those who have not answered."""


def _aje() -> list[float]:
	left, chance, answered = 1.0, FIRST, []
	for _ in range(CONTACTS):
		left *= 1 - chance
		chance *= AJE_FACTOR
		answered.append(1 - left)
	return answered


def _gothenburg() -> list[float]:
	return [FIRST + sum(GOTHENBURG_GAINS[:contact]) for contact in range(CONTACTS)]


ANSWERED_BY: Mapping[str, Sequence[float]] = {"AJE": _aje(), "Gothenburg": _gothenburg()}


def rewarded(share: float) -> float:
	"""A share that answers, when there is an incentive."""
	odds = share / (1 - share) * INCENTIVE_ODDS
	return odds / (1 + odds)


def delay(random: Random) -> timedelta:
	"""How long somebody who answers a contact takes."""
	if random.random() < WITHIN_THE_HOUR:
		return timedelta(hours=random.random())
	return timedelta(hours=1) + MEAN_OF_THE_OTHERS * random.expovariate(1)
