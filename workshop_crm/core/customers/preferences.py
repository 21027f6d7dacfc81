"""How a customer likes to be served: one declared list of fields, stored as canonical JSON, edited through controls."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from workshop_crm.core.common import fields
from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput, Term

Kind = Literal["choice", "text", "number", "flag"]
Value = str | int | float | bool
Translate = Callable[[str], str]

MAX_JSON = 10_000
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?")
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class PreferenceField:
	"""One preference. `label` is translatable, `options` are (value, translatable label) of a choice.

	`longest` in characters limits a text; `lowest` and `highest` limit a number, an amount of money.
	"""

	key: str
	kind: Kind
	label: str
	options: tuple[tuple[str, str], ...] = ()
	longest: int = 0
	lowest: int = 0
	highest: int = 0


FIELDS = (
	PreferenceField("oil", "text", N_("Engine oil"), longest=80),
	PreferenceField(
		"parts",
		"choice",
		N_("Spare parts"),
		(
			("genuine", N_("Genuine parts")),
			("aftermarket", N_("Aftermarket parts")),
			("ask", N_("Ask every time")),
		),
	),
	PreferenceField(
		"waiting",
		"choice",
		N_("While the car is here"),
		(
			("waits", N_("Waits in the workshop")),
			("drop_off", N_("Leaves the car")),
			("collection", N_("Wants the car collected")),
		),
	),
	PreferenceField(
		"contact_time",
		"choice",
		N_("Best time to call"),
		(("morning", N_("Morning")), ("afternoon", N_("Afternoon")), ("evening", N_("Evening"))),
	),
	PreferenceField("advisor", "text", N_("Service adviser"), longest=80),
	PreferenceField(
		"approval_limit", "number", N_("Extra work without asking first, up to"), highest=1_000_000
	),
	PreferenceField("keep_old_parts", "flag", N_("Wants the replaced parts back")),
	PreferenceField("wash", "flag", N_("Wants the car washed")),
	PreferenceField("remarks", "text", N_("Remarks on service"), longest=280),
)
_BY_KEY = {one.key: one for one in FIELDS}


@dataclass(frozen=True, slots=True)
class Preferences:
	"""The preferences that are set, by key in the order of FIELDS; one that is not set has no key."""

	values: dict[str, Value] = field(default_factory=dict)

	def as_json(self) -> str:
		"""The one text for these values, as it is stored; empty when nothing is set."""
		if not self.values:
			return ""
		return json.dumps(self.values, ensure_ascii=False, separators=(",", ":"))


def read_preferences(value: object) -> Preferences:
	"""Preferences from a mapping, from JSON text, or from nothing.

	A missing, empty or null value and a flag that is false are not set. Raises InvalidInput for text that is no JSON
	object, for an unknown key and for a value that its field cannot have.
	"""
	given = _as_mapping(value)
	for key in given:
		if key not in _BY_KEY:
			raise InvalidInput(
				N_("{key} is not a service preference. Use one of these: {known}."),
				key=str(key)[: fields.SHOWN_CHARACTERS],
				known=tuple(_BY_KEY),
			).at("service_preferences")
	return Preferences(dict(_set_values(given)))


def stored_preferences(text: str | None) -> Preferences:
	"""What can be read of stored preferences; what cannot is left out, so that the screen opens. Never raises."""
	try:
		given = _as_mapping(text)
	except InvalidInput:
		return Preferences()
	return Preferences(dict(_readable_values(given)))


def form_fields(translate: Translate) -> list[dict[str, Any]]:
	"""The fields as a form draws them: key, kind, label, options (value, label), longest, lowest, highest."""
	return [
		{
			"key": one.key,
			"kind": one.kind,
			"label": translate(one.label),
			"options": [{"value": value, "label": translate(label)} for value, label in one.options],
			"longest": one.longest or None,
			"lowest": one.lowest if one.kind == "number" else None,
			"highest": one.highest if one.kind == "number" else None,
		}
		for one in FIELDS
	]


def preference_lines(preferences: Preferences, translate: Translate, currency: str) -> list[dict[str, str]]:
	"""The preferences that are set as people read them: key, label, text."""
	return [
		{"key": key, "label": translate(_BY_KEY[key].label), "text": _shown(value, key, translate, currency)}
		for key, value in preferences.values.items()
	]


def _as_mapping(value: object) -> Mapping[str, object]:
	if isinstance(value, Preferences):
		return value.values
	if value is None or (isinstance(value, str) and not value.strip()):
		return {}
	if isinstance(value, str):
		value = _from_json(value)
		value = {} if value is None else value
	if not isinstance(value, Mapping):
		raise InvalidInput(
			N_("The service preferences must be an object of keys and values, such as {example}."),
			example='{"parts": "genuine"}',
		).at("service_preferences")
	return value


def _from_json(text: str) -> object:
	try:
		if len(text) > MAX_JSON:
			raise ValueError(MAX_JSON)
		return json.loads(text)
	except (ValueError, RecursionError):
		raise InvalidInput(
			N_("The service preferences cannot be read. Choose them again in the customer's form.")
		).at("service_preferences") from None


def _set_values(given: Mapping[str, object]) -> Iterator[tuple[str, Value]]:
	for one in FIELDS:
		value = _READERS[one.kind](one, given.get(one.key))
		if value is not None:
			yield one.key, value


def _readable_values(given: Mapping[str, object]) -> Iterator[tuple[str, Value]]:
	for one in FIELDS:
		try:
			value = _READERS[one.kind](one, given.get(one.key))
		except InvalidInput:
			continue
		if value is not None:
			yield one.key, value


def _read_choice(one: PreferenceField, value: object) -> Value | None:
	if value is None or value == "":
		return None
	if not isinstance(value, str) or value not in dict(one.options):
		raise _refusal(
			one,
			N_("{value} cannot be chosen for {field}. Use one of these: {options}."),
			value=_short(value),
			options=tuple(dict(one.options)),
		)
	return value


def _read_text(one: PreferenceField, value: object) -> Value | None:
	if value is not None and not isinstance(value, str):
		raise _refusal(one, N_("Please enter text for {field} instead of {value}."), value=_short(value))
	line = " ".join(fields.storable(value).split())
	if len(line) > one.longest:
		raise _refusal(one, N_("Please use at most {most} characters for {field}."), most=one.longest)
	return line or None


def _read_number(one: PreferenceField, value: object) -> Value | None:
	written = "" if value is None else to_latin_digits(str(value)).replace("٫", ".")
	written = re.sub(r"[\s,٬]", "", written)
	if not written:
		return None
	if not _NUMBER.fullmatch(written) or not one.lowest <= float(written) <= one.highest:
		raise _refusal(
			one,
			N_("{value} is not an amount from {lowest} to {highest} for {field}."),
			value=_short(value),
			lowest=one.lowest,
			highest=one.highest,
		)
	amount = float(written)
	return int(amount) if amount.is_integer() else amount


def _read_flag(one: PreferenceField, value: object) -> Value | None:
	if value is None or value == "":
		return None
	wanted = _FLAGS.get(str(value).lower())
	if wanted is None:
		raise _refusal(one, N_("Please answer yes or no for {field}, not {value}."), value=_short(value))
	return True if wanted else None


_READERS: dict[Kind, Callable[[PreferenceField, object], Value | None]] = {
	"choice": _read_choice,
	"text": _read_text,
	"number": _read_number,
	"flag": _read_flag,
}


def _refusal(one: PreferenceField, template: str, **values: object) -> InvalidInput:
	error = InvalidInput(template, field=Term(one.label), **values)
	return error.at(f"service_preferences.{one.key}")


def _short(value: object) -> str:
	return str(value)[: fields.SHOWN_CHARACTERS]


def _shown(value: Value, key: str, translate: Translate, currency: str) -> str:
	if isinstance(value, bool):
		return translate(N_("Yes"))
	if isinstance(value, str):
		return translate(dict(_BY_KEY[key].options).get(value, "")) or value
	return f"{value:,} {currency}".strip()
