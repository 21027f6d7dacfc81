"""What the forms of the profile let people choose, in the reader's language."""

from collections.abc import Callable
from typing import Any

from workshop_crm.core.common.channels import DATED_CONSENT, LABELS, address_kind
from workshop_crm.core.customers.preferences import form_fields
from workshop_crm.core.messaging.interactions import DIRECTIONS, KINDS


def form_options(translate: Callable[[str], str]) -> dict[str, Any]:
	"""Preference fields, channels with the address each needs, kinds and directions of interactions."""
	return {
		"preference_fields": form_fields(translate),
		"channels": [
			{
				"channel": channel,
				"label": translate(label),
				"needs": address_kind(channel),
				"dated": channel in DATED_CONSENT,
			}
			for channel, label in LABELS.items()
		],
		"interaction_kinds": _choices(KINDS, translate),
		"directions": _choices(DIRECTIONS, translate),
	}


def _choices(options: tuple[tuple[str, str], ...], translate: Callable[[str], str]) -> list[dict[str, str]]:
	return [{"value": value, "label": translate(label)} for value, label in options]
