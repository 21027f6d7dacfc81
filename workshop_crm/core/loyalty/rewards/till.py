"""Rewards on one sale: the one that was chosen, all that could be, and what would be best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import InvalidInput, missing
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import Entry, Program
from workshop_crm.core.loyalty.redemption import require_program
from workshop_crm.core.loyalty.rewards.catalogue import Member, check_available
from workshop_crm.core.loyalty.rewards.codes import read_code
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, RewardSale, Taken, Terms
from workshop_crm.core.loyalty.rewards.redemptions import check_usable
from workshop_crm.core.loyalty.rewards.suggestion import Choice, Suggestion, best
from workshop_crm.core.loyalty.rewards.worth import worth
from workshop_crm.core.loyalty.tiers import tier_on


@dataclass(frozen=True, slots=True)
class Shelf:
	"""What a host loads for a customer: the account, the catalog of its program, what was taken of it, open codes.

	`entries` are all rows of the account, oldest first.
	"""

	customer: str
	program: Program | None = None
	entries: Sequence[Entry] = ()
	rewards: Sequence[Reward] = ()
	taken: Mapping[str, Taken] = field(default_factory=dict)
	waiting: Sequence[Redemption] = ()

	def member(self, day: date) -> Member:
		"""Raises InvalidInput for a customer in no program."""
		program = require_program(self.program, self.customer)
		return Member(program, balance(self.entries, day), tier_on(program, self.entries, day), day)


@dataclass(frozen=True, slots=True)
class Chosen:
	"""A reward on a sale: it takes `worth` off the total and costs `cost` points, none when a code has paid it."""

	terms: Terms
	worth: Decimal
	cost: int = 0
	reward: str = ""
	redemption: Redemption | None = None


@dataclass(frozen=True, slots=True)
class Option:
	"""A reward or a code as the till shows it. `error` says why it cannot be had; `worth` is None where that is not known."""

	reward: Reward | None = None
	redemption: Redemption | None = None
	worth: Decimal | None = None
	error: InvalidInput | None = None


def choose(shelf: Shelf, sale: RewardSale, reward: str, code: str, day: date) -> Chosen | None:
	"""The reward named, or the one that the code stands for; None when neither is given. Raises for what cannot be had."""
	if code:
		redemption = find_code(shelf, code)
		check_usable(redemption, shelf.customer, day)
		program = require_program(shelf.program, shelf.customer)
		off = worth(redemption.terms, sale, program.rounding)
		return Chosen(redemption.terms, off, 0, redemption.reward, redemption)
	if not reward:
		return None
	member = shelf.member(day)
	wanted = find_reward(shelf, reward)
	check_available(wanted, member, shelf.taken.get(wanted.name, Taken()))
	off = worth(wanted.terms, sale, member.program.rounding)
	return Chosen(wanted.terms, off, wanted.points, wanted.name)


def find_reward(shelf: Shelf, name: str) -> Reward:
	"""Raises NotFound."""
	found = next((reward for reward in shelf.rewards if reward.name == name), None)
	if found is None:
		raise missing(name).at("reward")
	return found


def find_code(shelf: Shelf, typed: str) -> Redemption:
	"""Raises NotFound for a code that is not this customer's."""
	code = read_code(typed)
	found = next((one for one in shelf.waiting if one.code == code), None)
	if found is None or not code:
		raise missing(typed).at("reward_code")
	return found


def options(shelf: Shelf, sale: RewardSale | None, day: date) -> list[Option]:
	"""Codes that wait, then what is offered: what can be had first, and of that the cheapest first.

	Without a sale only what the customer may have is looked at, not what it would take off.
	"""
	if shelf.program is None:
		return []
	member = shelf.member(day)
	codes = [_of_code(redemption, shelf, sale, day) for redemption in shelf.waiting]
	offered = [
		_of_reward(reward, member, shelf.taken, sale) for reward in shelf.rewards if _shown(reward, day)
	]
	return [*codes, *sorted(offered, key=_order)]


def suggest(shelf: Shelf, found: Sequence[Option], payable: Decimal, day: date) -> Suggestion | None:
	"""What takes the most off the sale; None when nothing does."""
	if shelf.program is None or not shelf.program.runs_on(day):
		return None
	choices = [_choice(option) for option in found if option.error is None and option.worth]
	return best(shelf.program, shelf.member(day).balance, payable, choices)


def _choice(option: Option) -> Choice:
	off = option.worth or Decimal(0)
	if option.redemption:
		return Choice(off, 0, option.redemption.reward, option.redemption.code)
	return Choice(off, option.reward.points, option.reward.name) if option.reward else Choice(off)


def _shown(reward: Reward, day: date) -> bool:
	return not reward.is_disabled and not (reward.ends and reward.ends < day)


def _of_code(redemption: Redemption, shelf: Shelf, sale: RewardSale | None, day: date) -> Option:
	try:
		check_usable(redemption, shelf.customer, day)
		off = _worth(redemption.terms, shelf.program, sale)
		return Option(redemption=redemption, worth=off)
	except InvalidInput as error:
		return Option(redemption=redemption, error=error)


def _of_reward(reward: Reward, member: Member, taken: Mapping[str, Taken], sale: RewardSale | None) -> Option:
	try:
		check_available(reward, member, taken.get(reward.name, Taken()))
		return Option(reward, worth=_worth(reward.terms, member.program, sale))
	except InvalidInput as error:
		return Option(reward, error=error)


def _worth(terms: Terms, program: Program | None, sale: RewardSale | None) -> Decimal | None:
	"""What is handed over takes nothing off: it is given by itself."""
	if sale is None or program is None or terms.is_handed_over:
		return None
	return worth(terms, sale, program.rounding)


def _order(option: Option) -> tuple[bool, int, str]:
	reward = option.reward
	return (option.error is not None, reward.points if reward else 0, reward.name if reward else "")
