"""A change of a customer: what is sent is judged, and what was wrong before and is not touched stays as it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from workshop_crm.core.common.languages import LANGUAGE_NAMES
from workshop_crm.core.customers.customer import (
	EMERGENCY_PHONE,
	PHONE,
	CustomerValues,
	check_customer,
)
from workshop_crm.core.names.phones import with_extension

EMAIL = "Email"
NAMES = ("name", "name_ar")
# What a form may say about a customer.
KEYS = (
	*NAMES,
	"language",
	"phone",
	"email",
	"tax_id",
	"channels",
	"emergency_contact",
	"service_preferences",
	"customer_notes",
)

Values = Mapping[str, object]


def check_change(stored: Values, values: Values, region: str, today: date) -> CustomerValues:
	"""Check `values` as `check_customer` does, with what of the `stored` record is needed to judge them.

	`stored` is complete and has the same keys. The result counts for the keys of `values` only, for both names where one
	of them is given. Raises InvalidInput that names the field.
	"""
	given = {**{key: stored.get(key) for key in NAMES}, **values}
	if "channels" in values:
		given = {**_addresses(stored, values["channels"]), **given}
	elif channels := list(channels_without_address(_rows(stored), values)):
		given["channels"] = channels
	return check_customer(given, region, today, _sent_back(stored, given))


def changed_keys(values: Iterable[str]) -> frozenset[str]:
	"""What is to be stored after `check_change` of `values`: a new name may also be the source of the other one."""
	keys = frozenset(values)
	return keys | set(NAMES) if keys & set(NAMES) else keys


def channels_without_address(rows: Iterable[Values], values: Values) -> Iterator[Values]:
	"""Those of `rows` whose phone or e-mail address `values` takes away."""
	for row in rows:
		address = "email" if row["channel"] == EMAIL else "phone"
		if address in values and not values[address]:
			yield row


def values_of(record: Mapping[str, Any], channels: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
	"""A stored Customer as `check_change` wants it; `channels` are its rows, of which what a form sends is kept."""
	return {
		"name": record["customer_name"],
		"name_ar": record["customer_name_ar"],
		"phone": with_extension(record["mobile_no"] or "", record["phone_extension"]),
		"email": record["email_id"],
		"tax_id": record["tax_id"],
		"channels": [{key: row[key] for key in ("channel", "consent_date", "source")} for row in channels],
		"emergency_contact": {
			"name": record["emergency_contact"],
			"phone": with_extension(
				record["emergency_contact_phone"] or "", record["emergency_contact_extension"]
			),
		},
	}


def fields_of(values: CustomerValues, keys: Collection[str]) -> dict[str, Any]:
	"""The fields of the Customer that `keys` stand for, with what they hold from now on; empty texts are None."""
	contact = values.emergency_contact
	fields: dict[str, dict[str, Any]] = {
		"name": {"customer_name": values.name},
		"name_ar": {"customer_name_ar": values.name_ar},
		"language": {"preferred_language": LANGUAGE_NAMES[values.language]},
		"phone": {"mobile_no": values.phone, "phone_extension": values.phone_extension},
		"email": {"email_id": values.email},
		"tax_id": {"tax_id": values.tax_id},
		"channels": {"communication_channels": [asdict(row) for row in values.channels]},
		"emergency_contact": {
			"emergency_contact": contact and contact.name,
			"emergency_contact_phone": contact and contact.phone,
			"emergency_contact_extension": contact and contact.extension,
		},
		"service_preferences": {"service_preferences": values.preferences.as_json()},
		"customer_notes": {"customer_notes": values.notes},
	}
	return {name: value for key in keys for name, value in fields.get(key, {}).items()}


def _addresses(stored: Values, channels: object) -> dict[str, object]:
	"""The stored addresses that the channels need, and no others: they would be judged, too."""
	rows = channels if isinstance(channels, list) else []
	used = {row.get("channel") for row in rows if isinstance(row, Mapping)}
	needed = ("phone", bool(used - {EMAIL})), ("email", EMAIL in used)
	return {key: stored.get(key) for key, is_needed in needed if is_needed}


def _rows(stored: Values) -> list[Values]:
	rows = stored.get("channels")
	return rows if isinstance(rows, list) else []


def _sent_back(stored: Values, given: Values) -> set[str]:
	"""The phones that a screen sends back as it was shown them."""
	pairs = {
		PHONE: (given.get("phone"), stored.get("phone")),
		EMERGENCY_PHONE: (_emergency_phone(given), _emergency_phone(stored)),
	}
	return {field for field, (typed, known) in pairs.items() if typed and typed == known}


def _emergency_phone(values: Values) -> object:
	contact = values.get("emergency_contact")
	return contact.get("phone") if isinstance(contact, Mapping) else None
