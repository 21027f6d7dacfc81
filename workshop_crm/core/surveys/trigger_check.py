"""Whether a trigger can ever work: its DocType, its fields and its numbers, before the survey is saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, InvalidInput, Term
from workshop_crm.core.surveys.condition_check import Kind, KindOf, check_condition, kind_of_field
from workshop_crm.core.surveys.triggers import STATE, Trigger

MAX_DELAY_MINUTES = 60 * 24 * 60
# Fields that every document has beside those of its DocType.
STANDARD_FIELDS: Mapping[str, str] = {
	**dict.fromkeys(("name", "owner", "modified_by", "doctype"), "Data"),
	**dict.fromkeys(("creation", "modified"), "Datetime"),
	"docstatus": "Int",
}
NO_DOCUMENTS = N_("{doctype} has no documents that are made for a visit. Choose another document type.")
NOT_SUBMITTABLE = N_(
	"{doctype} cannot be submitted. Choose the event State, and the field and the value that mean the work is done."
)
NO_FIELD = N_("{doctype} has no field {field}. Use the field's name, as Customize Form shows it.")
NOT_A_LINK = N_(
	"The field {field} of {doctype} is not a link to {target}. Name the field that holds the {target}."
)
NO_STATE = N_(
	"Say which field of {doctype} tells its state, and which value of it means that the work is done."
)
NO_SUCH_STATE = N_("{value} is not one of the values of {field} in {doctype}: {values}.")
HALF_A_CAP = N_("Say both how often a customer may be asked and in how many days, or leave both at 0.")
BAD_SAMPLE = N_("Ask between 1 and 100 percent of the visits.")
BAD_DELAY = N_("Wait between 0 minutes and 60 days.")


@dataclass(frozen=True, slots=True)
class Field:
	"""A field of a DocType: `options` are the values of a Select and the target of a Link."""

	kind: str
	options: str = ""


@dataclass(frozen=True, slots=True)
class DocumentType:
	"""What of a DocType decides whether its documents can start a survey."""

	name: str
	is_submittable: bool
	has_documents: bool
	fields: Mapping[str, Field]


def check_trigger(trigger: Trigger, of: DocumentType) -> None:
	"""Raises InvalidInput that names the field of the row and says what to do."""
	if not of.has_documents:
		raise InvalidInput(NO_DOCUMENTS, doctype=Term(of.name)).at("document_type")
	if trigger.event == STATE:
		_check_state(trigger, of)
	elif not of.is_submittable:
		raise InvalidInput(NOT_SUBMITTABLE, doctype=Term(of.name)).at("event")
	_check_link(of, trigger.customer_field, "Customer", "customer_field")
	if trigger.vehicle_field:
		_check_link(of, trigger.vehicle_field, "Vehicle", "vehicle_field")
	_check_condition(trigger, of)
	_check_numbers(trigger)


def _check_state(trigger: Trigger, of: DocumentType) -> None:
	if not trigger.state_field or not trigger.state_value:
		raise InvalidInput(NO_STATE, doctype=Term(of.name)).at("state_field")
	field = _field(of, trigger.state_field, "state_field")
	values = [value.strip() for value in field.options.split("\n") if value.strip()]
	if field.kind == "Select" and trigger.state_value not in values:
		raise InvalidInput(
			NO_SUCH_STATE,
			value=trigger.state_value,
			field=trigger.state_field,
			doctype=Term(of.name),
			values=tuple(values),
		).at("state_value")


def _check_link(of: DocumentType, name: str, target: str, place: str) -> None:
	field = _field(of, name, place)
	if field != Field("Link", target):
		raise InvalidInput(NOT_A_LINK, field=name, doctype=Term(of.name), target=Term(target)).at(place)


def _field(of: DocumentType, name: str, place: str) -> Field:
	if name not in of.fields:
		raise InvalidInput(NO_FIELD, doctype=Term(of.name), field=name).at(place)
	return of.fields[name]


def kind_in(of: DocumentType) -> KindOf:
	"""How a condition reads the fields of a DocType. Raises InvalidInput for a field that there is not."""

	def kind(name: str) -> Kind:
		if name not in of.fields and name not in STANDARD_FIELDS:
			raise InvalidInput(NO_FIELD, doctype=Term(of.name), field=name)
		return kind_of_field(of.fields[name].kind if name in of.fields else STANDARD_FIELDS[name])

	return kind


def _check_condition(trigger: Trigger, of: DocumentType) -> None:
	if not trigger.condition:
		return
	try:
		check_condition(trigger.condition, kind_in(of))
	except InvalidInput as error:
		raise error.at("condition") from None


def _check_numbers(trigger: Trigger) -> None:
	if not 0 <= trigger.delay_minutes <= MAX_DELAY_MINUTES:
		raise InvalidInput(BAD_DELAY).at("delay_minutes")
	if (trigger.cap_count > 0) != (trigger.cap_days > 0) or min(trigger.cap_count, trigger.cap_days) < 0:
		raise InvalidInput(HALF_A_CAP).at("cap_count")
	if not 0 < trigger.sample_percent <= 100:
		raise InvalidInput(BAD_SAMPLE).at("sample_percent")
