"""One customer, or one car, on one screen."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.profile.form_options import form_options as core_form_options
from workshop_crm.core.profile.vehicle_history import vehicle_history_view
from workshop_crm.core.profile.view import profile_view
from workshop_crm.preview.call import Call, reads
from workshop_crm.preview.profile.customer_profile import read_facts
from workshop_crm.preview.profile.vehicle_history import read_history


@reads
def get_profile(call: Call, customer: str) -> dict[str, Any]:
	facts = read_facts(call.connection, call.settings, customer, call.today, call.translate, call.language)
	return profile_view(facts, call.today, call.translate)


@reads
def form_options(call: Call) -> dict[str, Any]:
	return core_form_options(call.translate)


@reads
def vehicle_history(call: Call, vehicle: str, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	page = slice(rows_before(offset), rows_before(offset) + at_most(limit))
	return vehicle_history_view(read_history(call.connection, vehicle, page, call.today, call.translate))
