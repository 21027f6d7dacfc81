"""The texts that messages had become templates, which the owner may change."""

from workshop_crm.services.messaging import templates


def execute() -> None:
	templates.create_defaults()
