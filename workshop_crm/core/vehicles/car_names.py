"""Makes and models as forms suggest and records keep them: the market's, and what the workshop's own cars have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop_crm.core.common.languages import Language
from workshop_crm.core.names.cars import MAKES, CarName, car_key, find_name, models_of, settled


def settled_make(make: str, there: Iterable[str]) -> str:
	"""A make as it is stored: written as the same one is `there`, among the makes of the workshop's cars."""
	return settled(make, MAKES, there)


def settled_model(make: str, model: str, there: Iterable[str]) -> str:
	"""As `settled_make`, of a model; `there` are the models of this make that the workshop's cars have."""
	return settled(model, models_of(make), there)


def same_makes(make: str, there: Iterable[str]) -> list[str]:
	"""Those of `there` that are this make, however they are written."""
	known = find_name(make, MAKES)
	keys = {car_key(spelling) for spelling in (*(known.spellings if known else ()), make)}
	return [one for one in there if car_key(one) in keys]


def suggested_makes(there: Sequence[str], language: Language) -> list[dict[str, str]]:
	"""All makes, by `name` as a form fills it in and `other`, the same in the other script or empty, in the order of names."""
	return _suggested(MAKES, there, language)


def suggested_models(make: str, there: Sequence[str], language: Language) -> list[dict[str, str]]:
	"""As `suggested_makes`, of the models of a make."""
	return _suggested(models_of(make), there, language)


def _suggested(known: Sequence[CarName], there: Sequence[str], language: Language) -> list[dict[str, str]]:
	rows: dict[str, dict[str, str]] = {}
	for one in known:
		shown = settled(one.arabic if language == "ar" and one.arabic else one.name, known, there)
		other = next((text for text in (one.name, one.arabic) if text and text != shown), "")
		rows[car_key(one.name)] = {"name": shown, "other": other}
	for text in there:
		found = find_name(text, known)
		if not found and (key := car_key(text)):
			rows.setdefault(key, {"name": text, "other": ""})
	return sorted(rows.values(), key=lambda row: row["name"].casefold())
