"""The front desk may put a member's loyalty program on an invoice, as on a new site."""

from workshop_crm.install import let_front_desk_select_programs


def execute() -> None:
	let_front_desk_select_programs()
