"""What the commands about the loyalty program do."""

from __future__ import annotations

import argparse

from workshop_crm.core.loyalty.back_test_view import report
from workshop_crm.core.loyalty.program_templates import described
from workshop_crm.preview.cli.language import shell_language
from workshop_crm.preview.cli.progress import progress_line
from workshop_crm.preview.loyalty import programs, trial
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop


def take_template(options: argparse.Namespace) -> int:
	"""Without a key: say which templates there are."""
	if not options.key:
		print("\n".join(described(translator(shell_language()))))
		return 0
	workshop = Workshop(options.data)
	with workshop.writing() as connection:
		settings = read_settings(connection)
		left_out = programs.take_template(connection, settings, options.key, workshop.clock())
	print(f"{settings.loyalty_program} has the tiers and rules of {options.key}.")
	for rule in left_out:
		print(f"Left out, because the workshop does not have its service: {rule}")
	return 0


def back_test(options: argparse.Namespace) -> int:
	"""A template beside the program in use."""
	workshop = Workshop(options.data)
	with workshop.reading() as connection:
		found = trial.run(
			connection,
			read_settings(connection),
			options.draft,
			workshop.clock().date(),
			progress_line("Trying the program"),
		)
	print("\n".join(report(found, translator(shell_language()))))
	return 0
