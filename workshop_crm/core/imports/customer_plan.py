"""Rows of a customers file against the customers that are there: what is new, what changes, what cannot be.

Rows that speak of one person become one customer: those with one ID, with one car, or with one name and one number.
A name alone does not make two rows one person; what is likely the same all the same is asked, see `doubles`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.imports.cars import NEW, CarPlan, CarPlanner, CarRefused
from workshop_crm.core.imports.customer_rows import CustomerRow
from workshop_crm.core.imports.doubles import APART, Decisions
from workshop_crm.core.imports.joining import (
	completed,
	contradiction,
	further,
	overridden,
)
from workshop_crm.core.imports.persons import are_alike, known_names, names_of
from workshop_crm.core.imports.problems import CORRECT, FILL, REMOVE_ROW, Refusal
from workshop_crm.core.imports.report import Note
from workshop_crm.core.imports.stored import CustomerFacts, Stored, StoredCustomer

Joining = Callable[[CustomerFacts, CustomerRow], CustomerFacts]


@dataclass(slots=True)
class PlannedCustomer:
	"""A customer as it will be. `handle` is the ID, or NEW and the line of the first row where the host gives one.

	`phones` are the numbers beside the main one. `known` is the customer as stored, None for a new one.
	"""

	line: int
	handle: str
	facts: CustomerFacts
	phones: tuple[str, ...]
	known: StoredCustomer | None
	cars_change: bool = False

	@property
	def id(self) -> str:
		"""Empty where the host gives one."""
		return "" if self.handle.startswith(NEW) else self.handle

	@property
	def is_changed(self) -> bool:
		known = self.known
		return (
			known is None
			or self.cars_change
			or known.facts != self.facts
			or set(self.phones) > set(known.phones)
		)


@dataclass(slots=True)
class CustomerPlan:
	"""What is to be written, in the order of the file."""

	cars: CarPlan
	customers: list[PlannedCustomer] = field(default_factory=list)
	joined: int = 0
	refused: list[Refusal] = field(default_factory=list)

	@property
	def new(self) -> list[PlannedCustomer]:
		return [one for one in self.customers if one.known is None]

	@property
	def changed(self) -> list[PlannedCustomer]:
		return [one for one in self.customers if one.known and one.is_changed]

	@property
	def unchanged(self) -> int:
		return len(self.customers) - len(self.new) - len(self.changed)

	@property
	def notes(self) -> list[Note]:
		joined = Note(
			N_("Rows joined with a row above them that speaks of the same customer: {count}"),
			count=self.joined,
		)
		return [*([joined] if self.joined else []), *self.cars.notes]


class _Refused(Exception):
	"""A row that cannot be taken: the field to look at, its value, why, and what to do."""

	def __init__(self, field: str, value: str, reason: InvalidInput, advice: str) -> None:
		super().__init__(reason)
		self.field, self.value, self.reason, self.advice = field, value, reason, advice


class CustomerPlanner:
	"""Compares one row after the other; `headings` gives a field's heading in the file.

	When it `asks`, a row whose car is that of a likely double is planned without the car: the decision says whose it is.
	"""

	def __init__(
		self,
		stored: Stored,
		region: str,
		headings: Mapping[str, str],
		decisions: Decisions,
		asks: bool,
	) -> None:
		self._stored = stored.customers
		self._region = region
		self._headings = headings
		self._decisions = decisions
		self._asks = asks
		self._cars = CarPlanner(stored.cars)
		self._planned: dict[str, PlannedCustomer] = {}
		# What became of the rows, by their lines as handles have them.
		self._handles: dict[str, str] = {}
		# Those who have no number.
		self._by_name: dict[str, list[str]] = {}
		self._by_number: dict[str, list[str]] = {}
		for customer in stored.customers.values():
			if not customer.is_erased:
				self._remember(customer.id, customer.facts, customer.phones)
		self._plan = CustomerPlan(self._cars.plan)

	def plan(self, rows: Sequence[CustomerRow]) -> CustomerPlan:
		for row in rows:
			try:
				self._place(row)
			except _Refused as problem:
				column = self._headings.get(problem.field, problem.field)
				self._plan.refused.append(
					Refusal(row.line, column, problem.value, problem.reason, problem.advice)
				)
		return self._plan

	def _place(self, row: CustomerRow) -> None:
		handle, join = self._find(row)
		before, known = self._planned.get(handle), self._stored.get(handle)
		self._check_person(row, before, known)
		base = before.facts if before else known.facts if known else CustomerFacts()
		facts = join(base, row)
		self._check_emergency_contact(row, facts)
		phones = further(facts.phone, [base.phone], self._beside(before, known), row.phones)
		try:
			cars_change = self._cars.add(handle, row.cars)
		except CarRefused as refused:
			if not self._is_asked_about(row, refused.owner):
				raise _Refused(refused.field, refused.value, refused.reason, CORRECT) from None
			cars_change = False
		self._keep(PlannedCustomer(row.line, handle, facts, phones, known, cars_change), before)

	def _is_asked_about(self, row: CustomerRow, owner: str) -> bool:
		if not owner or not self._asks or row.id or row.line in self._decisions:
			return False
		has_number = any(owner in self._by_number.get(number, ()) for number in row.phones)
		return has_number or are_alike(row, self._facts(owner))

	def _keep(self, customer: PlannedCustomer, before: PlannedCustomer | None) -> None:
		self._handles[f"{NEW}{customer.line}"] = customer.handle
		self._remember(customer.handle, customer.facts, customer.phones)
		if before is None:
			self._planned[customer.handle] = customer
			self._plan.customers.append(customer)
			return
		before.facts, before.phones = customer.facts, customer.phones
		before.cars_change |= customer.cars_change
		self._plan.joined += 1

	def _find(self, row: CustomerRow) -> tuple[str, Joining]:
		"""The handle of the customer of whom a row speaks, and how the two become one."""
		decided = self._decisions.get(row.line)
		if decided and decided != APART:
			return self._decided(row, decided), completed
		if row.id:
			return row.id, completed if row.id in self._planned else overridden
		found = self._same_person(row, may_guess=decided != APART)
		return (found, completed) if found else (f"{NEW}{row.line}", overridden)

	def _decided(self, row: CustomerRow, handle: str) -> str:
		"""A row that was joined itself stands for the customer whom it was joined with."""
		handle = self._handles.get(handle, handle)
		if handle in self._stored or handle in self._planned:
			return handle
		raise _Refused("name", row.name, _gone(handle), CORRECT)

	def _same_person(self, row: CustomerRow, may_guess: bool) -> str:
		"""Whoever has a car or a number of the row, and its name; or whoever has neither, and says all that the row says."""
		for handle in self._with_car_or_number(row):
			if names_of(row) & known_names(self._facts(handle)):
				return handle
		if row.phones:
			return ""
		same = [handle for name in sorted(names_of(row)) for handle in self._by_name.get(name, ())]
		if not row.cars and (known := next((one for one in same if self._says_the_same(one, row)), "")):
			return known
		stored = [handle for handle in dict.fromkeys(same) if handle not in self._planned]
		return stored[0] if may_guess and len(stored) == 1 else ""

	def _with_car_or_number(self, row: CustomerRow) -> list[str]:
		owners = [self._cars.owner(car) for car in row.cars]
		numbers = (handle for number in row.phones for handle in self._by_number.get(number, ()))
		return list(dict.fromkeys([*(owner for owner in owners if owner), *numbers]))

	def _says_the_same(self, handle: str, row: CustomerRow) -> bool:
		return completed(self._facts(handle), row) == self._facts(handle)

	def _facts(self, handle: str) -> CustomerFacts:
		known = self._planned.get(handle) or self._stored.get(handle)
		return known.facts if known else CustomerFacts()

	def _beside(self, before: PlannedCustomer | None, known: StoredCustomer | None) -> Sequence[str]:
		return before.phones if before else known.phones if known else ()

	def _remember(self, handle: str, facts: CustomerFacts, phones: Sequence[str]) -> None:
		for number in {facts.phone, *phones} - {""}:
			_add(self._by_number.setdefault(number, []), handle)
		if not facts.phone and not phones:
			for name in names_of(facts):
				_add(self._by_name.setdefault(name, []), handle)

	def _check_person(
		self, row: CustomerRow, before: PlannedCustomer | None, known: StoredCustomer | None
	) -> None:
		"""Raise for the ID of somebody else, and for what contradicts another row with the ID."""
		named, value = ("id", row.id) if row.id else ("name", row.name)
		if known and known.is_erased:
			raise _Refused(named, value, _erased(), REMOVE_ROW)
		if not row.id or row.line in self._decisions:
			return
		if before and not are_alike(row, before.facts):
			raise _Refused(named, value, _another_name(before), CORRECT)
		if before and (differs := contradiction(before.facts, row, before.line)):
			raise _Refused(*differs, CORRECT)
		if known and not before and not are_alike(row, known.facts):
			raise _Refused(named, value, _another_person(known), CORRECT)

	def _check_emergency_contact(self, row: CustomerRow, facts: CustomerFacts) -> None:
		"""A file may bring the name or the phone alone where the other one is stored already."""
		contact = {"name": facts.emergency_contact, "phone": facts.emergency_phone}
		if bool(contact["name"]) == bool(contact["phone"]):
			return
		try:
			check_customer({"name": facts.name, "emergency_contact": contact}, self._region, date.min)
		except InvalidInput as error:
			missing = "emergency_phone" if contact["name"] else "emergency_contact"
			raise _Refused(missing, contact["name"] or contact["phone"], error, FILL) from None


def _add(handles: list[str], handle: str) -> None:
	if handle not in handles:
		handles.append(handle)


def _erased() -> InvalidInput:
	return InvalidInput(N_("The person behind this ID was erased at their own request."))


def _another_name(before: PlannedCustomer) -> InvalidInput:
	return InvalidInput(
		N_("Line {line} gives this ID to another customer, {customer}. Give the row another ID."),
		line=before.line,
		customer=before.facts.name,
	)


def _another_person(known: StoredCustomer) -> InvalidInput:
	return InvalidInput(
		N_("This ID was given here to another customer, {customer}. Give the row another ID."),
		customer=known.facts.name,
	)


def _gone(handle: str) -> InvalidInput:
	if handle.startswith(NEW):
		return InvalidInput(
			N_(
				"There is no customer in line {line} above with whom the row could be joined. Decide about the lower row."
			),
			line=handle.removeprefix(NEW),
		)
	return InvalidInput(
		N_(
			"The customer {customer}, with whom the row was to be joined, is not there. Check the file again."
		),
		customer=handle,
	)
