"""Which search indexes the site has, and which of them answers. An engine has its name in one place: `_ENGINES`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import frappe

from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.core.search.index import SearchIndex
from workshop_crm.core.search.near_words import Near
from workshop_crm.services.platform import background, settings
from workshop_crm.services.platform.words import _

if TYPE_CHECKING:
	from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex

# An engine that was away is not asked again before, so that nobody waits for it at every key.
SECONDS_OF_REST = 30

# Who rests until when as far as this process knows; asked only while the cache that all processes share is away.
_resting_here: dict[str, tuple[float, EngineUnavailable]] = {}

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Engine:
	"""`label` is its name in Workshop CRM Settings. `building` and `away` tell the user why it does not answer.

	One that is local cannot be away, and steps in for the others.
	"""

	label: str
	open: Callable[[], SearchIndex]
	building: str
	away: str = ""
	is_local: bool = False


@dataclass(frozen=True, slots=True)
class Answer(Generic[Found]):
	"""`engine` is the one that answered; `note` tells the user why the answer may be incomplete."""

	found: list[Found]
	engine: str
	note: str | None


def chosen() -> str:
	"""The engine that answers when it can."""
	return labelled(settings.search_engine())


def labelled(label: str | None) -> str:
	"""The engine that Workshop CRM Settings call so; the local one where they call none."""
	return next((name for name, engine in _ENGINES.items() if engine.label == label), EMBEDDED)


def in_use() -> tuple[str, ...]:
	"""The engines that changes are brought to: the local index always, so that it can step in."""
	return tuple(dict.fromkeys((EMBEDDED, chosen())))


def on_servers() -> tuple[str, ...]:
	"""The engines that are reached over a network."""
	return tuple(name for name, engine in _ENGINES.items() if not engine.is_local)


def checked(engine: str) -> str:
	"""The name of an engine that is in use. Raises InvalidInput for any other."""
	if engine not in in_use():
		raise InvalidInput(
			N_("{engine} is not in use. The search engine is chosen in Workshop CRM Settings."), engine=engine
		)
	return engine


def index_of(engine: str) -> SearchIndex:
	"""The index of an engine; asking for it does not open it. Raises EngineUnavailable when the settings name no server."""
	return _ENGINES[engine].open()


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


def ask(question: Callable[[SearchIndex], list[Found]]) -> Answer[Found]:
	"""The answer of the chosen engine, or of the local index while that one cannot; never an error of an engine."""
	note = None
	for name in reversed(in_use()):
		try:
			return Answer(_asked(name, question), name, note)
		except IndexUnavailable:
			ask_for_rebuild(name)
			note = _(_ENGINES[name].building)
		except EngineUnavailable:
			note = _(_ENGINES[name].away)
	return Answer([], EMBEDDED, note)


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


def _asked(name: str, question: Callable[[SearchIndex], list[Found]]) -> list[Found]:
	if not _ENGINES[name].is_local and (error := resting(name)):
		raise error
	try:
		return question(index_of(name))
	except EngineUnavailable as error:
		let_rest(name, error)
		raise


def _near_words(typed: Sequence[TypedWord]) -> Near:
	"""What the local index knows of the typed words; nothing while it is being built."""
	try:
		return embedded_index().near_words(typed)
	except IndexUnavailable:
		ask_for_rebuild(EMBEDDED)
		return {}


def ask_for_rebuild(engine: str) -> None:
	"""Have a job make the index of an engine again, at once."""
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


EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"

_ENGINES = {
	EMBEDDED: Engine(
		"Embedded",
		lambda: embedded_index(),
		N_("The search index is being built. Please try again in a minute."),
		is_local=True,
	),
	ELASTICSEARCH: Engine(
		"Elasticsearch",
		lambda: elasticsearch_index(),
		N_("The index on Elasticsearch is being built. The local index answers."),
		N_("Elasticsearch cannot be used now. The local index answers."),
	),
}
