"""What each car needs next is kept from now on; a job fills the list, and the night does where no queue takes it."""

from workshop_crm.services.platform import background
from workshop_crm.services.vehicles import kept_due


def execute() -> None:
	background.now(f"{kept_due.JOB}.keep_all", "workshop_crm.due", "long")
