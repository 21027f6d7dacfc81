"""The workshop's name. A made-up workshop has its Arabic name in the catalogue; a real one is called what its owner calls it."""

from workshop_crm.preview.settings import Settings
from workshop_crm.preview.translate import translator


def company_name(settings: Settings, language: str) -> str:
	"""What a reader of `language` is shown."""
	return translator(language)(settings.company)
