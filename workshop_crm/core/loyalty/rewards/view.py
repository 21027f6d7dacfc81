"""Rewards as the screens show them: plain JSON values, both languages; the screen chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.model import Offer
from workshop_crm.core.loyalty.rewards.catalogue import left
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, RewardSale, Taken, Terms
from workshop_crm.core.loyalty.rewards.suggestion import Suggestion
from workshop_crm.core.loyalty.rewards.till import Chosen, Option, Shelf, options, suggest

Translate = Callable[[str], str]


def till_view(
	shelf: Shelf,
	sale: RewardSale,
	chosen: Chosen | None,
	day: date,
	rounding: Rounding,
	translate: Translate,
) -> dict[str, Any]:
	"""The rewards beside a quote: the chosen one, all others, and what would be best."""
	found = options(shelf, sale, day)
	return {
		"reward": chosen_view(chosen, rounding),
		"suggestion": suggestion_view(suggest(shelf, found, sale.total, day), rounding),
		**options_view(found, shelf.taken, rounding, translate),
	}


def shelf_view(shelf: Shelf, day: date, rounding: Rounding, translate: Translate) -> dict[str, Any]:
	"""The catalog for one customer, without a sale."""
	balance = shelf.member(day).balance if shelf.program else 0
	return {"balance": balance, **options_view(options(shelf, None, day), shelf.taken, rounding, translate)}


def options_view(
	options: Iterable[Option], taken: Mapping[str, Taken], rounding: Rounding, translate: Translate
) -> dict[str, Any]:
	"""The catalog for one customer, and codes that wait. `why_not` is empty for what can be had."""
	found = list(options)
	return {
		"rewards": [
			{
				**_reward(option.reward, taken),
				**_possible(option, rounding, translate),
			}
			for option in found
			if option.reward
		],
		"codes": [
			{
				**redemption_view(option.redemption),
				**_possible(option, rounding, translate),
			}
			for option in found
			if option.redemption
		],
	}


def suggestion_view(suggestion: Suggestion | None, rounding: Rounding) -> dict[str, Any] | None:
	if suggestion is None:
		return None
	choice = suggestion.choice
	return {
		"reward": "" if choice.code else choice.reward,
		"reward_code": choice.code,
		"points": suggestion.points,
		"cost": choice.cost,
		"amount": rounding.number(suggestion.amount),
	}


def offer_view(offer: Offer, rounding: Rounding) -> dict[str, Any]:
	"""Points that may pay an invoice, those that do, and what it will earn."""
	return {
		"balance": offer.balance,
		"max_redeem_points": offer.max_points,
		"redeem_points": offer.points,
		"redeem_amount": rounding.number(offer.amount),
		"points_to_earn": offer.to_earn,
	}


def chosen_view(chosen: Chosen | None, rounding: Rounding) -> dict[str, Any] | None:
	"""The reward on a quote or a receipt."""
	if chosen is None:
		return None
	return {
		**_titles(chosen.terms),
		"reward": chosen.reward,
		"code": chosen.redemption.code if chosen.redemption else "",
		"cost": chosen.cost,
		"amount": rounding.number(chosen.worth),
	}


def redemption_view(redemption: Redemption) -> dict[str, Any]:
	return {
		**_titles(redemption.terms),
		"redemption": redemption.name,
		"reward": redemption.reward,
		"code": redemption.code,
		"points": redemption.points,
		"state": redemption.state,
		"expires_on": redemption.expires_on.isoformat() if redemption.expires_on else None,
		"invoice": redemption.invoice or None,
	}


def _reward(reward: Reward, taken: Mapping[str, Taken]) -> dict[str, Any]:
	return {
		**_titles(reward.terms),
		"reward": reward.name,
		"points": reward.points,
		"tier": reward.tier or None,
		"description": reward.description,
		"description_ar": reward.description_ar,
		"image": reward.image or None,
		"left": left(reward, taken.get(reward.name, Taken())),
	}


def _titles(terms: Terms) -> dict[str, Any]:
	return {
		"title": terms.title,
		"title_ar": terms.title_ar,
		"kind": terms.kind,
		"handed_over": terms.is_handed_over,
	}


def _possible(option: Option, rounding: Rounding, translate: Translate) -> dict[str, Any]:
	return {
		"worth": None if option.worth is None else rounding.number(option.worth),
		"why_not": option.error.text(translate) if option.error else "",
	}
