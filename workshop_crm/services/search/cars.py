"""Cars of certain models, as far as the user may read them, and who has them: by the indexes of model and of owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import frappe

from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.tables import FoundCar, Wanted
from workshop_crm.services.platform.permissions import conditions

MODELS_AT_ONCE = 100

_COLUMNS = "`tabVehicle`.customer, `tabVehicle`.make, `tabVehicle`.model, `tabVehicle`.modified"


def latest_owners(wanted: Wanted, most: int) -> list[FoundCar]:
	"""The car changed or served last of each owner, the latest first, among the `most` latest cars of each model."""
	found: list[frappe._dict] = []
	owned = _owned(wanted.year)
	for start in range(0, len(wanted.models), MODELS_AT_ONCE):
		parts = [
			f"(select {_COLUMNS} from `tabVehicle` where {_one_of([model])} and {owned}"
			f" order by `tabVehicle`.modified desc limit {int(most)})"
			for model in wanted.models[start : start + MODELS_AT_ONCE]
		]
		found += frappe.db.sql(" union all ".join(parts), as_dict=True)
	return _one_an_owner(found)


def cars_of(customers: Sequence[str], wanted: Wanted) -> list[FoundCar]:
	"""The wanted car changed or served last of each of these customers who has one."""
	named = ", ".join(map(frappe.db.escape, customers))
	where = f"`tabVehicle`.customer in ({named}) and {_one_of(wanted.models)} and {_owned(wanted.year)}"
	return _one_an_owner(frappe.db.sql(f"select {_COLUMNS} from `tabVehicle` where {where}", as_dict=True))


def owners(wanted: Wanted, most: int) -> list[str]:
	"""Some `most` customers who have a wanted car; all of them where they are fewer."""
	where = f"{_one_of(wanted.models)} and {_owned(wanted.year)}"
	statement = f"select distinct `tabVehicle`.customer from `tabVehicle` where {where} limit {int(most)}"
	found: list[str] = frappe.db.sql(statement, pluck=True)
	return found


def _one_of(models: Iterable[CarModel]) -> str:
	each = " or ".join(f"({_is('make', one.make)} and {_is('model', one.model)})" for one in models)
	return f"({each})"


def _owned(year: int | None) -> str:
	"""Cars that somebody has and the user may read, of one model year where there is one."""
	parts = ["`tabVehicle`.customer <> ''"]
	if year:
		parts.append(f"`tabVehicle`.model_year = {int(year)}")
	if permitted := conditions("Vehicle"):
		parts.append(f"({permitted})")
	return " and ".join(parts)


def _is(field: str, value: str) -> str:
	column = f"`tabVehicle`.{field}"
	return f"{column} = {frappe.db.escape(value)}" if value else f"({column} = '' or {column} is null)"


def _one_an_owner(rows: Iterable[frappe._dict]) -> list[FoundCar]:
	latest: dict[str, frappe._dict] = {}
	for row in sorted(rows, key=lambda row: row.modified, reverse=True):
		latest.setdefault(row.customer, row)
	return [FoundCar(customer, CarModel(row.make or "", row.model or "")) for customer, row in latest.items()]
