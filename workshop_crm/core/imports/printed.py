"""The report on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workshop_crm.core.common.errors import N_
from workshop_crm.core.imports.columns import left_out
from workshop_crm.core.imports.report import Report, Translate

PRINTED = 20
DONE, REFUSED, DONE_BUT_FOR_REFUSED = 0, 1, 3


def columns_lines(
	encoding: str, columns: Mapping[str, int], headings: Sequence[str], translate: Translate
) -> Iterator[str]:
	"""Which column was read as which field, and which are left out."""
	mapped = ", ".join(f"{headings[place]} = {field}" for field, place in columns.items())
	yield translate(N_("{encoding}, columns: {columns}")).format(encoding=encoding, columns=mapped)
	if others := left_out(columns, headings):
		yield translate(N_("Left out: {columns}")).format(columns=", ".join(others))


def problem_lines(report: Report, translate: Translate) -> Iterator[str]:
	"""What has to be corrected or decided, as far as it goes on a screen."""
	told = report.as_dict(translate)
	for refusal in told["refused"][:PRINTED]:
		yield translate(N_('Line {line}, {column}, "{value}": {reason} {advice}')).format(**refusal)
	if len(report.refused) > PRINTED:
		yield translate(N_("... and {count} more. --refused FILE writes them all.")).format(
			count=len(report.refused) - PRINTED
		)
	asked = [double for double in told["doubles"] if double["must_be_decided"]]
	for double in asked[:PRINTED]:
		likeliest = double["candidates"][0]
		yield translate(N_("Line {line}, {name}: likely the same as {other}")).format(
			line=double["line"],
			name=double["name"],
			other=" ".join(
				text for text in (likeliest["handle"], likeliest["name"], likeliest["phone"]) if text
			),
		)
	if report.undecided > PRINTED:
		yield translate(N_("... and {count} more likely doubles.")).format(count=report.undecided - PRINTED)


def result_lines(report: Report, translate: Translate) -> Iterator[str]:
	"""What was done, and what to do next."""
	for note in report.notes:
		yield note.text(translate)
	if namesakes := len(report.doubles) - report.undecided:
		yield translate(
			N_("Rows with the name of somebody else who has another number, kept apart: {count}")
		).format(count=namesakes)
	yield _counts(report, translate)
	yield translate(_outcome(report))


def _counts(report: Report, translate: Translate) -> str:
	if sums := report.sums:
		counts = N_("{customers} customers, {points} points worth {worth}, refused rows {refused_rows}")
		return translate(counts).format(
			customers=sums.customers,
			points=sums.points,
			worth=f"{sums.worth:,}",
			refused_rows=report.refused_rows,
		)
	counts = N_(
		"added {added}, updated {updated}, unchanged {unchanged}, left out {left_out}, refused {refused_rows}"
	)
	return translate(counts).format(**report.as_dict(translate))


def exit_code(report: Report) -> int:
	"""Of a command: DONE, DONE_BUT_FOR_REFUSED, or REFUSED when nothing was saved or, after a dry run, would be."""
	if not report.refused and not report.undecided:
		return DONE
	return DONE_BUT_FOR_REFUSED if report.saved else REFUSED


def _outcome(report: Report) -> str:
	if report.saved:
		return N_("Saved.")
	if report.dry_run:
		return N_("This was a dry run: nothing was saved.")
	if report.sums is not None:
		return N_("Nothing was saved: balances are imported all or none. Correct the rows and try again.")
	if report.refused and not report.keeps_good:
		return N_("Nothing was saved. Correct the rows, or give --keep-good to save the others.")
	return N_(
		"Nothing was saved: say of the likely doubles with --same LINE=CUSTOMER or --apart LINE what they are, or of all of them with --doubles merge or --doubles apart."
	)
