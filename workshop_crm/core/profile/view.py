"""The one-screen profile as plain JSON values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.customers.customer import EmergencyContact, in_usual_order
from workshop_crm.core.customers.notes import safe_html
from workshop_crm.core.customers.preferences import preference_lines
from workshop_crm.core.messaging.history import history_view
from workshop_crm.core.names.phones import phone_view
from workshop_crm.core.profile.model import (
	ChannelFact,
	ProfileFacts,
	SatisfactionFact,
	ValueFact,
	VehicleFact,
	VisitFact,
)
from workshop_crm.core.vehicles.plate_view import foreign_origin
from workshop_crm.core.vehicles.service_due import ServiceDue
from workshop_crm.core.vehicles.vin import vin_remark

LATEST_VISITS = 10
LATEST_ENTRIES = 5


def profile_view(
	facts: ProfileFacts, today: date, translate: Callable[[str], str] = lambda text: text
) -> dict[str, Any]:
	"""The profile: latest visits first, current vehicles before former ones, channels in their usual order.

	`translate` maps an English template to the reader's language.
	"""
	vehicles = [
		_vehicle_view(vehicle, facts.region, today, facts.service_types_ar, translate)
		for vehicle in facts.vehicles
	]
	present_first = sorted(
		vehicles, key=lambda vehicle: (vehicle["is_current"], vehicle["from_date"] or ""), reverse=True
	)
	return {
		"customer": facts.customer,
		"name": facts.name,
		"name_ar": facts.name_ar,
		"language": facts.language,
		"disabled": facts.disabled,
		"phone": phone_view(facts.phone, facts.phone_extension, facts.region, translate),
		"other_phones": [phone_view(phone, "", facts.region, translate) for phone in facts.other_phones],
		"email": facts.email or None,
		"tax_id": facts.tax_id,
		"currency": facts.currency,
		"channels": [_channel_view(channel, translate) for channel in in_usual_order(facts.channels)],
		"stopped_on": facts.stopped_on.isoformat(sep=" ", timespec="seconds") if facts.stopped_on else None,
		"vehicles": present_first,
		"visits": visits_view(facts.visits, LATEST_VISITS),
		"visit_count": facts.visit_count,
		"loyalty": facts.loyalty,
		"satisfaction": _satisfaction_view(facts.satisfaction),
		"value": _value_view(facts.value, today) if facts.value else None,
		"emergency_contact": _emergency_view(facts.emergency_contact, facts.region, translate),
		"preferences": {
			"values": dict(facts.preferences.values),
			"lines": preference_lines(facts.preferences, translate, facts.currency),
		},
		"notes": safe_html(facts.notes) if facts.notes else "",
		"history": history_view(facts.history, facts.history_next, facts.history_total),
		"can_write": facts.can_write,
		"can_manage": facts.can_manage,
	}


def visits_view(visits: Iterable[VisitFact], limit: int, offset: int = 0) -> list[dict[str, Any]]:
	"""A page of the visits, the latest first; `visits` are in any order and hold at least what comes before it."""
	latest = sorted(visits, key=lambda visit: (visit.date, visit.invoice), reverse=True)
	return [_visit_view(visit) for visit in latest[offset : offset + limit]]


def services_due_view(services: Iterable[ServiceDue], names_ar: Mapping[str, str]) -> list[dict[str, Any]]:
	"""What a car needs next, soonest first; `names_ar` are Arabic names by service type."""
	return [
		{
			"service_type": due.service_type,
			"service_type_ar": names_ar.get(due.service_type, ""),
			"due_on": _date(due.due_on),
			"due_km": due.due_km,
			"last_on": due.last_on.isoformat(),
			"last_km": due.last_km,
			"status": due.status,
			"reason": due.reason,
		}
		for due in services
	]


def _emergency_view(
	contact: EmergencyContact | None, region: str, translate: Callable[[str], str]
) -> dict[str, Any] | None:
	if not contact:
		return None
	return {"name": contact.name, "phone": phone_view(contact.phone, contact.extension, region, translate)}


def _channel_view(channel: ChannelFact, translate: Callable[[str], str]) -> dict[str, Any]:
	return {
		"channel": channel.channel,
		"consent_date": _date(channel.consent_date),
		"source": channel.source,
		"usable": not channel.why_not,
		"why_not": translate(channel.why_not) if channel.why_not else None,
		"doubt": translate(channel.doubt) if channel.doubt else None,
	}


def _vehicle_view(
	vehicle: VehicleFact,
	region: str,
	today: date,
	names_ar: Mapping[str, str],
	translate: Callable[[str], str],
) -> dict[str, Any]:
	has_ended = vehicle.to_date is not None and vehicle.to_date < today
	remark = vin_remark(vehicle.vin, vehicle.vin_reason)
	return {
		"vehicle": vehicle.vehicle,
		"plate_latin": vehicle.plate_latin,
		"plate_ar": vehicle.plate_ar,
		"plate_origin": foreign_origin(vehicle.plate_latin, vehicle.plate_origin, region, translate),
		"make": vehicle.make,
		"model": vehicle.model,
		"year": vehicle.year,
		"odometer": vehicle.odometer or None,
		"from_date": _date(vehicle.from_date),
		"to_date": _date(vehicle.to_date),
		"is_current": vehicle.is_current and not has_ended,
		"vin": vehicle.vin,
		"vin_reason": vehicle.vin_reason,
		"vin_remark": remark.text(translate) if remark else None,
		"service_due": services_due_view(vehicle.service_due, names_ar),
		"last_visit": _date(vehicle.last_visit),
		"reminded_on": _date(vehicle.reminded_on),
	}


def _visit_view(visit: VisitFact) -> dict[str, Any]:
	return {
		"invoice": visit.invoice,
		"date": visit.date.isoformat(),
		"vehicle": visit.vehicle,
		"plate": visit.plate,
		"service_type": visit.service_type,
		"service_type_ar": visit.service_type_ar,
		"amount": float(visit.amount),
		"odometer": visit.odometer,
		"status": visit.status,
		"outstanding": None if visit.outstanding is None else float(visit.outstanding),
		"acts": {
			"return": visit.may_return and visit.status == "Submitted",
			"cancel": visit.may_cancel and visit.status == "Submitted",
		},
	}


def _satisfaction_view(satisfaction: SatisfactionFact) -> dict[str, Any]:
	score = satisfaction.last_score
	return {
		"responses": satisfaction.responses,
		"last_score": None if score is None else _money(score),
		"last_rating": satisfaction.last_rating,
		"last_answered_on": _date(satisfaction.last_answered_on),
		"open_follow_ups": [
			{
				"follow_up": follow_up.follow_up,
				"title": follow_up.title,
				"opened_on": follow_up.opened_on.isoformat(),
			}
			for follow_up in satisfaction.open_follow_ups
		],
	}


def _value_view(value: ValueFact, today: date) -> dict[str, Any]:
	return {
		"segment": value.segment,
		"clv": _money(value.clv),
		# After a single visit the model always says 1, which tells nobody anything.
		"p_alive": round(value.p_alive, 4) if value.visits > 1 else None,
		"expected_visits": round(value.expected_visits, 2),
		"visit_range": _visit_range(value),
		"chance": _chance_view(value),
		"rfm_group": value.rfm_group or None,
		"recency_days": (today - value.last_visit).days if value.last_visit else None,
		"visits": value.visits,
		"average_visit": _money(value.revenue / value.visits) if value.visits else None,
		"computed_on": value.computed_on.isoformat(),
	}


def _visit_range(value: ValueFact) -> dict[str, int] | None:
	return {"fewest": value.fewest_visits, "most": value.most_visits} if value.rfm_group else None


def _chance_view(value: ValueFact) -> dict[str, Any] | None:
	if not value.chance_days:
		return None
	return {"share": round(value.chance_of_visit, 4), "days": value.chance_days}


def _date(value: date | None) -> str | None:
	return value.isoformat() if value else None


def _money(value: Decimal) -> float:
	return round(float(value), 2)
