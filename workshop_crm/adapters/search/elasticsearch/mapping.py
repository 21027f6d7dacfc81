"""The fields of a customer in the index.

What finds a name is worked out by the app and kept as plain terms, one term a word, a sound or a piece of a sound, with
no stemming and no stop words: they would make different people the same. Only the notes are analysed as Arabic text.
What is shown comes from `record`, one column that is read without opening the stored document.
"""

from __future__ import annotations

from typing import Any

from workshop_crm.adapters.search.elasticsearch import beginnings

# Part of every name: another version of the app with other fields finds no index, and has to build its own.
SCHEMA = 4

# How long a change takes to be found.
_REFRESH = "1s"
# How long a deleted customer's version is remembered, so that an older change arriving late does not bring them back.
_REMEMBER_DELETED = "6h"

# Terms with blanks between them: a list of keywords takes the server twice the time.
_TERMS = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}
_SORTED = {"index": False, "doc_values": True}

MAPPINGS: dict[str, Any] = {
	"dynamic": "strict",
	"_source": {"enabled": False},
	"properties": {
		"customer": {"type": "keyword"},
		"words": {**_TERMS, "analyzer": "name"},
		**beginnings.FIELDS,
		"spelled": _TERMS,
		"sounds": _TERMS,
		"lengths": _TERMS,
		"codes": _TERMS,
		"notes": {"type": "text", "analyzer": "arabic", "norms": False},
		# Indexed, so that the latest are found without a look at all others.
		"standing": {"type": "long", "doc_values": True},
		"value": {"type": "double", **_SORTED},
		"record": {"type": "binary", "doc_values": True},
	},
}

ANALYSIS: dict[str, Any] = {
	"analyzer": {
		"name": {
			"type": "custom",
			"tokenizer": "whitespace",
			"filter": ["lowercase", "decimal_digit", "arabic_normalization"],
		},
	},
}


def template(pattern: str) -> dict[str, Any]:
	"""The index template for all indices whose names match `pattern`; one copy wherever a second node can hold it."""
	return {
		"index_patterns": [pattern],
		"priority": 500,
		"template": {
			"settings": {
				"number_of_shards": 1,
				"auto_expand_replicas": "0-1",
				"refresh_interval": _REFRESH,
				"gc_deletes": _REMEMBER_DELETED,
				"analysis": ANALYSIS,
			},
			"mappings": MAPPINGS,
		},
		"_meta": {"description": "Customers of workshop_crm, made again from its database whenever needed"},
	}


# A new index is filled without copies, without being searched, and without waiting for the disk after each portion.
WHILE_FILLING = {
	"auto_expand_replicas": False,
	"number_of_replicas": 0,
	"refresh_interval": "-1",
	"translog.durability": "async",
}
WHEN_FILLED = {
	"auto_expand_replicas": "0-1",
	"refresh_interval": _REFRESH,
	"translog.durability": "request",
}
