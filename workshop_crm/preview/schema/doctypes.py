"""The DocTypes whose records the preview keeps: the app's own, from their files, and what it needs of ERPNext's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import workshop_crm
from workshop_crm.custom_fields import CUSTOM_FIELDS
from workshop_crm.preview.schema.erpnext import ERPNEXT

FOLDER = Path(workshop_crm.__file__).parent / "workshop_crm" / "doctype"
TABLE_FIELDS = ("Table", "Table MultiSelect")
WITHOUT_COLUMN = (
	*TABLE_FIELDS,
	"Section Break",
	"Column Break",
	"Tab Break",
	"HTML",
	"Button",
	"Heading",
	"Fold",
)


@dataclass(frozen=True, slots=True)
class Field:
	"""`options` is the DocType that a Link or a Table leads to."""

	fieldname: str
	fieldtype: str
	options: str = ""
	default: str = ""
	unique: bool = False
	indexed: bool = False


@dataclass(frozen=True, slots=True)
class DocType:
	"""`fields` have a column each; `tables` maps the fields that hold child rows to the children's DocType."""

	name: str
	fields: tuple[Field, ...]
	tables: Mapping[str, str]
	autoname: str = ""
	is_child: bool = False
	is_single: bool = False


@cache
def doctypes() -> Mapping[str, DocType]:
	"""Every DocType by its name."""
	known = [_doctype(document) for document in (*_own(), *ERPNEXT)]
	return {doctype.name: doctype for doctype in known}


def _own() -> Iterable[Mapping[str, Any]]:
	"""A DocType without a field that is stored has no records of its own."""
	for path in sorted(FOLDER.glob("*/*.json")):
		document = json.loads(path.read_text(encoding="utf-8"))
		if document["doctype"] == "DocType" and any(map(_has_column, document["fields"])):
			yield document


def _doctype(document: Mapping[str, Any]) -> DocType:
	name = document["name"]
	fields = [*document["fields"], *CUSTOM_FIELDS.get(name, ())]
	return DocType(
		name,
		tuple(_field(field) for field in fields if _has_column(field)),
		{
			field["fieldname"]: field["options"]
			for field in fields
			if field["fieldtype"] in TABLE_FIELDS and not field.get("is_virtual")
		},
		document.get("autoname", ""),
		bool(document.get("istable")),
		bool(document.get("issingle")),
	)


def _has_column(field: Mapping[str, Any]) -> bool:
	return field["fieldtype"] not in WITHOUT_COLUMN and not field.get("is_virtual")


def _field(field: Mapping[str, Any]) -> Field:
	return Field(
		field["fieldname"],
		field["fieldtype"],
		field.get("options") or "",
		str(field.get("default") or ""),
		bool(field.get("unique")),
		bool(field.get("search_index")),
	)
