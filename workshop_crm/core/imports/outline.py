"""What is shown of a file before anything is decided: its columns with samples, and what they seem to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop_crm.core.imports.columns import guess_kind, suggest
from workshop_crm.core.imports.fields import FIELDS, NEEDED
from workshop_crm.core.imports.source import Source

SAMPLES = 3
MAX_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Outline:
	"""What is remembered of a file: all but its rows. `samples` are some texts of each column."""

	encoding: str
	delimiter: str
	headings: list[str]
	rows: int
	samples: list[list[str]]


def outline_of(source: Source) -> Outline:
	table = source.table
	samples = [_samples(source, place) for place in range(len(table.headings))]
	rows = len(table.rows) + len(table.too_long)
	return Outline(source.encoding, table.delimiter, table.headings, rows, samples)


def described(
	file_name: str, outline: Outline, kinds: tuple[str, ...], translate: Callable[[str], str]
) -> dict[str, Any]:
	"""As the import page gets it; `kinds` are those of FIELDS that the host imports."""
	guessed = guess_kind(outline.headings)
	return {
		"file_name": file_name,
		"encoding": outline.encoding,
		"delimiter": outline.delimiter,
		"rows": outline.rows,
		"kind": guessed if guessed in kinds else kinds[0],
		"columns": [
			{"heading": heading, "samples": samples}
			for heading, samples in zip(outline.headings, outline.samples, strict=True)
		],
		"fields": {
			kind: [{"name": one.name, "label": translate(one.label)} for one in FIELDS[kind]]
			for kind in kinds
		},
		"needed": {kind: list(NEEDED[kind]) for kind in kinds},
		"suggested": {kind: suggest(kind, outline.headings) for kind in kinds},
	}


def _samples(source: Source, place: int) -> list[str]:
	found: dict[str, None] = {}
	for row in source.table.rows:
		if text := row.cells[place].strip():
			found[text[:MAX_SAMPLE]] = None
		if len(found) == SAMPLES:
			break
	return list(found)
