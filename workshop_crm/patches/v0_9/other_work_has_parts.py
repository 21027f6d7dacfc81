"""Other work is sold by parts too, such as an hour and a half."""

from workshop_crm.services.visits import other_work


def execute() -> None:
	other_work.take_parts()
