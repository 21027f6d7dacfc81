"""Rewards on the customer's own page: codes that wait, what the points buy now, and the next one to save for."""

from dataclasses import replace
from typing import Any

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.guest_reader import Reader
from workshop_crm.core.loyalty.rewards.catalogue import Member, check_available
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, Taken
from workshop_crm.core.loyalty.rewards.till import Shelf, options

MAX_SHOWN = 12


def shelf_texts(shelf: Shelf, reader: Reader) -> dict[str, Any]:
	possible = [option for option in options(shelf, None, reader.today) if option.error is None]
	rewards = [option.reward for option in possible if option.reward]
	codes = [option.redemption for option in possible if option.redemption]
	member = shelf.member(reader.today)
	nearest = _nearest(shelf, member)
	return {
		"rewards": [_reward(reward, reader) for reward in rewards[:MAX_SHOWN]],
		"codes": [_code(code, reader) for code in codes[:MAX_SHOWN]],
		"nearest": nearest and _saved_for(nearest, max(member.balance, 0), reader),
	}


def _nearest(shelf: Shelf, member: Member) -> Reward | None:
	"""Of the rewards for which nothing but points is missing, the one that costs the least."""
	short = (reward for reward in shelf.rewards if _lacks_points_alone(shelf, member, reward))
	return min(short, key=lambda reward: reward.points, default=None)


def _lacks_points_alone(shelf: Shelf, member: Member, reward: Reward) -> bool:
	if reward.points <= max(member.balance, 0):
		return False
	try:
		taken = shelf.taken.get(reward.name, Taken())
		check_available(reward, replace(member, balance=reward.points), taken)
	except InvalidInput:
		return False
	return True


def _reward(reward: Reward, reader: Reader) -> dict[str, str]:
	return {
		"title": reader.name(reward.terms.title, reward.terms.title_ar),
		"description": reader.name(reward.description, reward.description_ar),
		"points": reader.points(reward.points),
	}


def _saved_for(reward: Reward, balance: int, reader: Reader) -> dict[str, str]:
	return {**_reward(reward, reader), "missing": reader.points(reward.points - balance)}


def _code(code: Redemption, reader: Reader) -> dict[str, str]:
	return {
		"title": reader.name(code.terms.title, code.terms.title_ar),
		"code": code.code,
		"until": reader.day(code.expires_on) if code.expires_on else "",
	}
