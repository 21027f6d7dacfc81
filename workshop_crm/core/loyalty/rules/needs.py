"""What the rules of a program read: a host asks its database for nothing else."""

from collections.abc import Iterable
from typing import NamedTuple

from workshop_crm.core.loyalty.rules.model import EarningRule


class Needs(NamedTuple):
	"""Whether any rule asks about the earlier visits, the car's services, the answers, and so on."""

	visits: bool = False
	services: bool = False
	vehicle: bool = False
	answers: bool = False
	person: bool = False


def needs_of(rules: Iterable[EarningRule]) -> Needs:
	found = [rule.when for rule in rules]
	return Needs(
		visits=any(when.visit_number or when.min_visits or when.min_spend for when in found),
		services=any(when.on_time for when in found),
		vehicle=any(
			when.vehicle_make or when.min_vehicle_age is not None or when.max_vehicle_age is not None
			for when in found
		),
		answers=any(when.answered_days for when in found),
		person=any(when.birthday_days is not None or when.referred for when in found),
	)
