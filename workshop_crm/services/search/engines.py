"""Which search indexes the site has, and which of them answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.adapters.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.near_words import Near
from workshop_crm.services.platform import background, settings

if TYPE_CHECKING:
	from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex

EMBEDDED = "embedded"
ELASTICSEARCH = "elasticsearch"
ENGINES = (EMBEDDED, ELASTICSEARCH)

# An engine that was away is not asked again before, so that nobody waits for it at every key.
SECONDS_OF_REST = 30

# Who rests until when as far as this process knows; asked only while the cache that all processes share is away.
_resting_here: dict[str, tuple[float, EngineUnavailable]] = {}

Question = Callable[[Any], list[Hit]]


@dataclass(frozen=True, slots=True)
class Answer:
	"""`engine` is the one that answered; `note` tells the user why the answer may be incomplete."""

	hits: list[Hit]
	engine: str
	note: str | None


def chosen() -> str:
	"""The engine that answers when it can."""
	return ELASTICSEARCH if settings.uses_elasticsearch() else EMBEDDED


def in_use() -> tuple[str, ...]:
	"""The engines that changes are brought to: the local index always, so that it can step in."""
	return ENGINES if chosen() == ELASTICSEARCH else (EMBEDDED,)


def checked(engine: str) -> str:
	"""The name of an engine that is in use. Raises InvalidInput for any other."""
	if engine not in in_use():
		raise InvalidInput(
			N_("{engine} is not in use. The search engine is chosen in Workshop CRM Settings."), engine=engine
		)
	return engine


def index_of(engine: str) -> EmbeddedIndex | ElasticsearchIndex:
	"""The index of an engine; asking for it does not open it."""
	return elasticsearch_index() if engine == ELASTICSEARCH else embedded_index()


def embedded_index() -> EmbeddedIndex:
	"""The site's index file."""
	path = Path(frappe.get_site_path("private", "workshop_crm", "search.sqlite3")).absolute()
	path.parent.mkdir(parents=True, exist_ok=True)
	return _opened(path, settings.region())


def elasticsearch_index() -> ElasticsearchIndex:
	"""The index on the server of the settings. Raises EngineUnavailable when they name none that could be asked."""
	# Takes a quarter of a second to import, which a site without it need not wait for.
	from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex

	try:
		return ElasticsearchIndex(settings.elasticsearch(), _near_words)
	except InvalidInput as error:
		# Settings that nobody has finished are a server that is away: the local index answers.
		raise EngineUnavailable(error.template, **error.values) from error


def write(engine: str, documents: Sequence[CustomerDocument], deletes: Sequence[str], version: int) -> None:
	"""Bring customers to an index; `version` orders writes, whichever of them arrives last."""
	if engine == ELASTICSEARCH:
		elasticsearch_index().apply(documents, deletes, version=version)
	else:
		embedded_index().apply(documents, deletes)


def replace(engine: str, documents: Iterable[CustomerDocument], version: int) -> None:
	"""Make an index anew; the old one answers until the new one is complete."""
	if engine == ELASTICSEARCH:
		elasticsearch_index().replace_all(documents, version=version)
	else:
		embedded_index().replace_all(documents)


def ask(question: Question) -> Answer:
	"""The answer of the chosen engine, or of the local index while that one cannot; never an error of an engine."""
	if chosen() == ELASTICSEARCH:
		try:
			return Answer(_asked(ELASTICSEARCH, question), ELASTICSEARCH, None)
		except IndexUnavailable:
			_ask_for_rebuild(ELASTICSEARCH)
			return _local(question, _("The index on Elasticsearch is being built. The local index answers."))
		except EngineUnavailable:
			return _local(question, _("Elasticsearch cannot be used now. The local index answers."))
	return _local(question, None)


def resting(engine: str) -> EngineUnavailable | None:
	"""Why the engine is not asked at present; None when it may be."""
	if known := frappe.cache.get_value(_rest_key(engine), expires=True):
		return EngineUnavailable(known["template"], **known["values"])
	until, error = _resting_here.get(_rest_key(engine), (0, None))
	return error if until > time.monotonic() else None


def let_rest(engine: str, error: EngineUnavailable) -> None:
	"""Ask the engine no more for a while."""
	known = {"template": error.template, "values": error.values}
	key = _rest_key(engine)
	frappe.cache.set_value(key, known, expires_in_sec=SECONDS_OF_REST)
	if frappe.cache.get_value(key, expires=True) is None:
		_resting_here[key] = (time.monotonic() + SECONDS_OF_REST, error)


def wake(engine: str) -> None:
	"""Ask the engine again from now on."""
	frappe.cache.delete_value(_rest_key(engine))
	_resting_here.pop(_rest_key(engine), None)


def _asked(engine: str, question: Question) -> list[Hit]:
	if error := resting(engine):
		raise error
	try:
		return question(index_of(engine))
	except EngineUnavailable as error:
		let_rest(engine, error)
		raise


def _local(question: Question, note: str | None) -> Answer:
	try:
		return Answer(question(embedded_index()), EMBEDDED, note)
	except IndexUnavailable:
		_ask_for_rebuild(EMBEDDED)
		return Answer([], EMBEDDED, _("The search index is being built. Please try again in a minute."))


def _near_words(typed: Sequence[TypedWord]) -> Near:
	"""What the local index knows of the typed words; nothing while it is being built."""
	try:
		return embedded_index().near_words(typed)
	except IndexUnavailable:
		_ask_for_rebuild(EMBEDDED)
		return {}


def _ask_for_rebuild(engine: str) -> None:
	background.now(
		"workshop_crm.services.search.rebuild.rebuild",
		f"workshop_crm.search.rebuild.{engine}",
		"long",
		engine=engine,
	)


def _rest_key(engine: str) -> str:
	return f"workshop_crm_search_rests:{frappe.local.site}:{engine}"


@lru_cache(maxsize=8)
def _opened(path: Path, region: str) -> EmbeddedIndex:
	"""One for all requests of a process: it keeps the words of the file, which take a moment to read."""
	return EmbeddedIndex(path, region)
