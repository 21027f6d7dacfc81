"""What may be saved as a reward."""

from __future__ import annotations

from collections.abc import Collection

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.rewards.model import Reward, Terms

MAX_PERCENT = 100


def check_reward(reward: Reward, tiers: Collection[str]) -> None:
	"""Raise InvalidInput, naming the field, for a reward that nobody could use. `tiers` are those of its program."""
	if reward.points < 1:
		raise InvalidInput(N_("Say how many points the reward costs: at least 1.")).at("points")
	if reward.tier and reward.tier not in tiers:
		raise InvalidInput(
			N_("The program {program} has no tier {tier}. Its tiers: {tiers}."),
			program=reward.program,
			tier=reward.tier,
			tiers=tuple(tiers),
		).at("tier")
	if reward.starts and reward.ends and reward.ends < reward.starts:
		raise InvalidInput(N_("The last day is before the first. Correct one of them.")).at("valid_to")
	_check_terms(reward.terms)


def _check_terms(terms: Terms) -> None:
	if terms.kind == "Free Service" and not terms.service_type:
		raise InvalidInput(N_("Choose the service that is free.")).at("service_type")
	if terms.kind in ("Free Item", "Upgrade") and not terms.item:
		raise InvalidInput(N_("Choose the item that the customer gets.")).at("item")
	if terms.kind == "Upgrade" and terms.upgrade_from in (None, "", terms.item):
		raise InvalidInput(N_("Choose the other item whose price the customer pays.")).at("upgrade_from")
	if terms.kind == "Percentage" and not 0 < terms.percent <= MAX_PERCENT:
		raise InvalidInput(N_("A percentage is more than 0 and at most 100.")).at("percent")
	if terms.kind == "Fixed Amount" and terms.amount <= 0:
		raise InvalidInput(N_("Say how much money the reward takes off.")).at("amount")
