"""Lists and objects as the desk sends them: JSON in a body, or JSON as text in a form."""

import json
from typing import Any

from workshop_crm.core.errors import N_, InvalidInput


def json_list(value: Any) -> list[Any]:
	"""A list, given as such or as JSON text. Raises InvalidInput for anything else."""
	parsed = _parsed(value)
	if not isinstance(parsed, list):
		raise InvalidInput(N_("A list is needed here."))
	return parsed


def json_object(value: Any) -> dict[str, Any]:
	"""An object, given as such or as JSON text. Raises InvalidInput for anything else."""
	parsed = _parsed(value)
	if not isinstance(parsed, dict):
		raise InvalidInput(N_("Named values are needed here."))
	return parsed


def _parsed(value: Any) -> Any:
	if not isinstance(value, str):
		return value
	try:
		return json.loads(value)
	except ValueError:
		return None
