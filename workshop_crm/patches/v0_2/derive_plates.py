"""Latin letters of a Saudi plate stand in the other order than the Arabic ones: read every plate anew."""

from workshop_crm.services.vehicles import plates


def execute() -> None:
	plates.derive_all()
