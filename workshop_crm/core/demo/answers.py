"""What customers of the made-up workshop say about some of their visits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from workshop_crm.core.common.languages import Language
from workshop_crm.core.demo.model import DemoAnswer, DemoCustomer, DemoVisit
from workshop_crm.core.demo.staff import disappoints
from workshop_crm.core.demo.words import GOOD_COMMENTS, POOR_COMMENTS

_ANSWER_SHARE = 0.42
_RATINGS = {5: 55, 4: 28, 3: 8, 2: 5, 1: 4}
_RECOMMEND = {5: (9, 9, 10, 10, 10), 4: (7, 8, 8, 9), 3: (5, 6, 7), 2: (2, 3, 4, 5), 1: (0, 0, 1, 2)}
_POOR_UP_TO = 2


def answers_to(
	random: Random, visits: Iterable[DemoVisit], customers: dict[str, DemoCustomer], until: date
) -> list[DemoAnswer]:
	"""Answers of customers who agreed to be written to, given within three days and not after `until`."""
	found = []
	for visit in visits:
		customer = customers[visit.customer]
		if not customer.consents or random.random() >= _ANSWER_SHARE:
			continue
		answered_on = visit.date + timedelta(days=random.choice((0, 0, 0, 1, 1, 2, 3)))
		if answered_on <= until:
			found.append(_answer(random, visit, customer.language, answered_on))
	return sorted(found, key=lambda answer: (answer.answered_on, answer.visit))


def _answer(random: Random, visit: DemoVisit, language: Language, answered_on: date) -> DemoAnswer:
	rating = random.choices(tuple(_RATINGS), tuple(_RATINGS.values()))[0]
	if rating > 1 and disappoints(visit.code):
		rating -= 1
	comments = POOR_COMMENTS if rating <= _POOR_UP_TO else GOOD_COMMENTS
	return DemoAnswer(
		visit=visit.code,
		answered_on=answered_on,
		language=language,
		rating=rating,
		recommend=random.choice(_RECOMMEND[rating]),
		comment=random.choice(comments[language]) if rating != 3 else "",
	)
