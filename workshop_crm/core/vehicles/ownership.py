"""Who has a car, and who had it: at most one owner at a time, and no owner is forgotten when it is sold on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput


@dataclass(frozen=True, slots=True)
class Ownership:
	"""`customer` has `vehicle` from one day to another; both are known days or None. `row` is the host's own name of it."""

	vehicle: str
	customer: str
	from_date: date | None
	to_date: date | None
	is_current: bool
	row: str = ""

	@property
	def holds(self) -> bool:
		"""Whether the customer has the car now: an end, whenever it is, ends it."""
		return self.is_current and self.to_date is None


def check_rows(
	rows: Sequence[Ownership], others: Iterable[Ownership], names: Mapping[str, str] | None = None
) -> None:
	"""Check the list of one customer against the `others`' rows of the same cars.

	`names` are the names of the customers whom the user may read; without it the others are named by their id. Raises
	InvalidInput for a list that is wrong in itself, and Conflict when a car has another current owner.
	"""
	for row in rows:
		if row.from_date and row.to_date and row.to_date < row.from_date:
			raise InvalidInput(
				N_("The ownership of {vehicle} cannot end on {to_date}: it began on {from_date}."),
				vehicle=row.vehicle,
				to_date=row.to_date.isoformat(),
				from_date=row.from_date.isoformat(),
			)
	held = [row.vehicle for row in rows if row.holds]
	for vehicle in held:
		if held.count(vehicle) > 1:
			raise InvalidInput(
				N_("{vehicle} is twice among the current vehicles. Remove one of the rows."), vehicle=vehicle
			)
	for other in others:
		if other.holds and other.vehicle in held:
			raise owned_by(other.vehicle, other.customer if names is None else names.get(other.customer, ""))


def owned_by(vehicle: str, owner: str) -> Conflict:
	"""The refusal to give a car to a second current owner; `owner` is empty when the user may not know."""
	if not owner:
		return Conflict(
			N_(
				'{vehicle} belongs to another customer. Open the vehicle and use "Transfer to another customer" to change its owner.'
			),
			vehicle=vehicle,
		)
	return Conflict(
		N_(
			'{vehicle} belongs to {owner}. Open {owner} and use "Transfer to another customer" to change its owner.'
		),
		vehicle=vehicle,
		owner=owner,
	)


def check_theirs(vehicle: str, owner: str | None, customer: str) -> None:
	"""Raises InvalidInput for a visit of `customer` with a car that somebody else has now."""
	if owner and owner != customer:
		raise InvalidInput(
			N_("{vehicle} is not a vehicle of this customer. Choose another one, or change its owner first."),
			vehicle=vehicle,
		)


def current(rows_of_car: Iterable[Ownership]) -> Ownership | None:
	"""The row of the owner now. Raises InvalidInput when old data has several."""
	held = [row for row in rows_of_car if row.holds]
	if len(held) > 1:
		raise InvalidInput(
			N_("{vehicle} has several current owners: {owners}. Correct their lists of vehicles first."),
			vehicle=held[0].vehicle,
			owners=tuple(row.customer for row in held),
		)
	return held[0] if held else None


def sale(
	vehicle: str, rows_of_car: Sequence[Ownership], new_owner: str, on: date, today: date
) -> tuple[Ownership | None, Ownership]:
	"""The row that ends when the car goes to `new_owner` (None: it had no owner), and the row that begins.

	All other rows stay. Raises InvalidInput for a day in the future or before the last owner got the car or gave it
	away, and for a sale to its owner.
	"""
	old = current(rows_of_car)
	if old and old.customer == new_owner:
		raise InvalidInput(N_("{vehicle} belongs to this customer already."), vehicle=vehicle).at("customer")
	_check_day(vehicle, rows_of_car, on, today)
	opened = Ownership(vehicle, new_owner, on, None, is_current=True)
	return (_ended(old, on) if old else None), opened


def ending(vehicle: str, rows_of_car: Sequence[Ownership], on: date, today: date) -> Ownership:
	"""The row that ends because the customer has the car no more and nobody knows who has it. Raises as `sale`."""
	old = current(rows_of_car)
	if not old:
		raise InvalidInput(N_("{vehicle} has no current owner."), vehicle=vehicle)
	_check_day(vehicle, rows_of_car, on, today)
	return _ended(old, on)


def surplus(rows_of_car: Iterable[Ownership], owner: str | None, today: date) -> list[Ownership]:
	"""The rows that end so that the car has one current owner: `owner` if there is a row of theirs, else the latest one.

	For data that breaks the rule and for two records of a car that become one.
	"""
	held = [row for row in rows_of_car if row.holds]
	kept = max(
		held, key=lambda row: (row.customer == owner, row.from_date or date.min, row.row), default=None
	)
	return [_ended(row, max(today, row.from_date or today)) for row in held if row is not kept]


def joined_ownership(rows: Sequence[Ownership], customer: str) -> tuple[Ownership, ...]:
	"""The cars of both records as `customer`'s: every period once, and one current row a car.

	Where both have the car now, the row of who is known to have had it first stays.
	"""
	periods: dict[tuple[object, ...], Ownership] = {}
	for row in rows:
		key = (row.vehicle,) if row.holds else (row.vehicle, row.from_date, row.to_date)
		known = periods.get(key)
		if known is None or (row.from_date or date.max) < (known.from_date or date.max):
			periods[key] = replace(row, customer=customer)
	return tuple(periods.values())


def _check_day(vehicle: str, rows_of_car: Iterable[Ownership], on: date, today: date) -> None:
	if on > today:
		raise InvalidInput(
			N_("{date} is in the future. Choose today or an earlier day."), date=on.isoformat()
		).at("date")
	known = (row.from_date if row.holds else row.to_date or row.from_date for row in rows_of_car)
	last = max((day for day in known if day), default=on)
	if on < last:
		raise InvalidInput(
			N_("{vehicle} changed hands on {last}. Choose that day or a later one instead of {date}."),
			vehicle=vehicle,
			last=last.isoformat(),
			date=on.isoformat(),
		).at("date")


def _ended(row: Ownership, on: date) -> Ownership:
	return replace(row, to_date=on, is_current=False)
