"""The balance and its lots, replayed from the ledger's rows.

A plain sum is not enough. Points of an invoice that is returned may already be spent; the balance then
goes below zero (a credit note is never blocked by points), and that debt has to be paid from whatever
points the customer has or earns next. Were the debt left on its own lot, it would vanish on the day the
lot expires and spent points would come back. So rows are replayed in the order in which they were written:

- a row takes from its own lot first, then from the lots that expire next, and what is left is a debt;
- rows of a customer who was merged into this one are replayed for themselves up to the row that brought them;
- points that come in pay the debt first, and pending ones on the day from which they can be spent;
- a lot counts up to and including its expiry date; what is restored to it later stays expired.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.points import counted
from workshop_crm.core.loyalty.model import AccountTotals, Entry, Lot

SPEND_KINDS = ("Earn", "Reverse", "Adjust")


def balance(entries: Iterable[Entry], today: date) -> int:
	"""Points the customer can spend today; negative after a return of points already spent.

	`entries` are all rows of one account, oldest first.
	"""
	return Books(entries, today).balance()


def allocate(lots: Sequence[Lot], points: int) -> list[tuple[str, int]]:
	"""Take `points` from `lots` in their order: pairs of lot name and points. InvalidInput when they fall short."""
	if points < 0:
		raise InvalidInput(N_("Points to redeem cannot be negative.")).at("redeem_points")
	if points > (available := sum(lot.points for lot in lots)):
		raise InvalidInput(N_("Only {available} can be redeemed."), available=counted(available)).at(
			"redeem_points"
		)
	parts = []
	for lot in lots:
		part = min(lot.points, points)
		points -= part
		if part:
			parts.append((lot.entry, part))
	return parts


class Books:
	"""Everything that the rows of one account say on the day `today`: lots, debt and sums, in one pass."""

	def __init__(self, entries: Iterable[Entry], today: date) -> None:
		self.today = today
		self.clock = date.min
		self.entries: list[Entry] = []
		self.debt = 0
		# Money that counts towards the tier. Rows of redemptions never do, whatever amount they carry.
		self.spend = Decimal(0)
		self.by_kind: Counter[str] = Counter()
		self.points: dict[str, int] = {}
		self.expiry: dict[str, date | None] = {}
		self.written_off: dict[str, int] = {}
		# Accounts that became part of this one later, by the row that brought them.
		self.others: dict[str, Books] = {}
		# Lots whose points cannot be spent yet, with the first day on which they can.
		self.waiting: dict[str, date] = {}
		for entry in entries:
			self.add(entry)
		self._pass_time(today)

	def add(self, entry: Entry) -> None:
		"""The next row of the account."""
		self.entries.append(entry)
		self.by_kind[entry.kind] += entry.points
		self.spend += entry.spend if entry.kind in SPEND_KINDS else 0
		account = self._other(entry.moved_by) if entry.moved_by else self
		if entry.kind == "Transfer":
			account._join(self._other(entry.name), min(entry.posting_date, self.today))
			del self.others[entry.name]
		else:
			account._move(entry)

	def totals(self) -> AccountTotals:
		"""What is kept beside the ledger of an account, except its tier."""
		of = self.by_kind
		return AccountTotals(
			self.balance(),
			self.spend,
			earned=of["Earn"] + of["Reverse"] + of["Adjust"],
			redeemed=-of["Redeem"] - of["Restore"],
			expired=-of["Expire"],
			last_entry_on=max((entry.posting_date for entry in self.entries), default=None),
			pending=self.pending(),
			next_expiry=self.next_expiry(),
		)

	def balance(self) -> int:
		return sum(lot.points for lot in self.open_lots()) - self.debt

	def sum_of_points(self) -> int:
		"""What the points of all rows add up to: the balance, what is pending, and what has expired and is not written off yet."""
		return self.balance() + self.pending() + sum(lot.points for lot in self.expired_lots())

	def pending(self) -> int:
		"""Points that can be spent later."""
		return sum(self.points[lot] for lot in self.waiting)

	def next_expiry(self) -> date | None:
		"""The last day of the points that expire next."""
		ends = (self.expiry[lot] for lot in self.points if self.points[lot] > 0 and self._is_live(lot))
		return min((end for end in ends if end), default=None)

	def _move(self, entry: Entry) -> None:
		# Never back in time and never beyond today: a wrong date on one row must not expire other lots.
		self._pass_time(min(entry.posting_date, self.today))
		lot = entry.redeem_against or ""
		if entry.kind == "Expire" and lot in self.points:
			self.written_off[lot] = self.written_off.get(lot, 0) - entry.points
		elif entry.points < 0:
			self._take(lot, -entry.points)
		else:
			self._give(lot if lot in self.points else entry.name, entry)

	def _other(self, transfer: str) -> "Books":
		if transfer not in self.others:
			self.others[transfer] = Books((), self.today)
			self.others[transfer].clock = date.min
		return self.others[transfer]

	def _join(self, other: "Books", day: date) -> None:
		"""The lots and the debt of another account become part of this one's."""
		self._pass_time(day)
		other._pass_time(day)
		self.points |= other.points
		self.expiry |= other.expiry
		self.written_off |= other.written_off
		self.waiting |= other.waiting
		debt, self.debt = self.debt + other.debt, 0
		self._take("", debt)

	def _pass_time(self, day: date) -> None:
		"""Pending points pay the debt on the day from which they can be spent, also when they expire before `day`."""
		if self.waiting:
			self._end_waiting(day)
		self.clock = max(self.clock, day)

	def _end_waiting(self, day: date) -> None:
		due = (lot for lot, start in self.waiting.items() if start <= day)
		for lot in sorted(due, key=lambda name: (self.waiting[name], self._expiry_order(name))):
			self.clock = max(self.clock, self.waiting.pop(lot))
			self._pay_debt(lot)

	def open_lots(self) -> list[Lot]:
		"""Lots with points that can be spent, earliest expiry first. Their total is the balance (none while it is negative)."""
		names = (name for name in self.points if self._is_open(name) and self.points[name] > 0)
		return [self._lot(name, self.points[name]) for name in sorted(names, key=self._expiry_order)]

	def expired_lots(self) -> list[Lot]:
		"""Lots whose points expired before `today` without an Expire row that says so yet.

		Less than none are left of a lot that was written off and whose points were taken back afterwards, with the
		invoice that had earned them: they did not expire, they were never earned.
		"""
		rest = {name: points - self.written_off.get(name, 0) for name, points in self.points.items()}
		return [self._lot(name, left) for name, left in rest.items() if left and not self._is_live(name)]

	def _give(self, lot: str, entry: Entry) -> None:
		self.expiry.setdefault(lot, entry.expiry_date)
		if lot not in self.points and entry.available_from and entry.available_from > self.clock:
			self.waiting[lot] = entry.available_from
		self.points[lot] = self.points.get(lot, 0) + entry.points
		self._pay_debt(lot)

	def _pay_debt(self, lot: str) -> None:
		# While there is a debt, no lot has points that can be spent: these are the ones that have just come.
		paid = min(self.debt, self.points[lot]) if self._is_open(lot) else 0
		self.debt -= paid
		self.points[lot] -= paid

	def _take(self, lot: str, points: int) -> None:
		left = self._take_from(lot, points) if lot in self.points else points
		for other in self.open_lots() if left else ():
			left = self._take_from(other.entry, left)
			if not left:
				return
		self.debt += left

	def _take_from(self, lot: str, points: int) -> int:
		"""Take as many as the lot has; returns the rest."""
		part = min(self.points[lot], points)
		self.points[lot] -= part
		return points - part

	def _is_open(self, lot: str) -> bool:
		return self._is_live(lot) and lot not in self.waiting

	def _is_live(self, lot: str) -> bool:
		expiry = self.expiry[lot]
		return expiry is None or expiry >= self.clock

	def _expiry_order(self, lot: str) -> date:
		return self.expiry[lot] or date.max

	def _lot(self, name: str, points: int) -> Lot:
		return Lot(name, points, self.expiry[name])
