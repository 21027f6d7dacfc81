"""A rebuild whose process is killed goes on where it stopped, serves the old index meanwhile and loses no change."""

import multiprocessing
import os
import signal
from dataclasses import dataclass, field

import pytest
from search_calls import fill

from workshop_crm.adapters.search.elasticsearch import rebuild as elasticsearch_rebuild
from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.embedded import building, unfinished
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.finding import search

SECTION, CUSTOMERS, KILLED_AFTER = 50, 300, 130
OLD = [CustomerDocument("OLD-1", "Old Customer")]


@dataclass
class Site:
	"""Customers by their ids; remembers whom it handed out, and kills the process after so many."""

	truth: dict = field(
		default_factory=lambda: {
			f"C{number:04d}": CustomerDocument(f"C{number:04d}", f"Garage {number}")
			for number in range(CUSTOMERS)
		}
	)
	killed_after: int = CUSTOMERS + 10
	read: list = field(default_factory=list)

	def after(self, customer):
		for name in sorted(self.truth):
			if name > customer:
				if len(self.read) == self.killed_after:
					os.kill(os.getpid(), signal.SIGKILL)
				self.read.append(name)
				yield self.truth[name]

	def of(self, customers):
		return [self.truth[name] for name in customers if name in self.truth]


def embedded(path):
	building.SECTION = SECTION
	return EmbeddedIndex(path)


def elasticsearch(settings):
	elasticsearch_rebuild.STEP = SECTION
	return ElasticsearchIndex(settings)


def rebuild_and_die(opened, place, purpose):
	opened(place).rebuild(Site(killed_after=KILLED_AFTER), purpose, version=10)


def die(opened, place, purpose="nightly"):
	process = multiprocessing.get_context("spawn").Process(
		target=rebuild_and_die, args=(opened, place, purpose)
	)
	process.start()
	process.join(120)
	assert process.exitcode == -signal.SIGKILL


@pytest.fixture(params=[embedded, elasticsearch], ids=["embedded", "elasticsearch"])
def killed(request, tmp_path, monkeypatch):
	"""An index with old customers, of which a rebuild was killed in its third section."""
	monkeypatch.setattr(building, "SECTION", SECTION)
	monkeypatch.setattr(elasticsearch_rebuild, "STEP", SECTION)
	opened = request.param
	place = tmp_path / "index" if opened is embedded else request.getfixturevalue("engine_settings")
	index = opened(place)
	fill(index, OLD, version=1)
	die(opened, place)
	return index


def found(index, typed):
	getattr(index, "refresh", lambda: None)()
	return [hit.customer for hit in search(index, typed, 5)]


def test_the_old_index_serves_and_the_next_rebuild_goes_on_behind_what_is_written(killed):
	assert found(killed, "Old Customer") == ["OLD-1"]
	assert (killed.status().customers, killed.status().is_unfinished) == (1, True)
	site = Site()
	behind = killed.rebuild(site, "nightly", version=20).went_on_behind
	# One section may have been on its way to the disk.
	assert behind in ("C0049", "C0099")
	assert site.read == [name for name in sorted(site.truth) if name > behind]
	assert (killed.status().customers, killed.status().is_unfinished) == (CUSTOMERS, False)
	assert found(killed, "Old Customer") == []
	for number in (0, 99, 100, 299):
		assert found(killed, f"Garage {number}")[0] == f"C{number:04d}"


def test_what_changed_between_the_interruption_and_the_rest_is_in_the_new_index(killed):
	site = Site()
	for name in ("C0007", "C0250"):
		site.truth[name] = CustomerDocument(name, f"Khalid {name}")
	site.truth["A0000"] = CustomerDocument("A0000", "Zubaydah New")
	del site.truth["C0009"]
	changed = [site.truth[name] for name in ("C0007", "C0250", "A0000")]
	killed.write(changed, ["C0009"], version=15)
	assert found(killed, "Zubaydah") == ["A0000"]
	killed.rebuild(site, "nightly", version=20)
	assert killed.status().customers == len(site.truth)
	assert found(killed, "Zubaydah") == ["A0000"]
	assert found(killed, "Khalid C0007")[0] == "C0007"
	assert found(killed, "Khalid C0250")[0] == "C0250"
	assert "C0009" not in found(killed, "Garage 9")


def test_a_rebuild_for_something_else_begins_anew(killed):
	site = Site()
	assert killed.rebuild(site, "somebody was erased", version=20).went_on_behind == ""
	assert len(site.read) == killed.status().customers == CUSTOMERS


def test_one_that_was_interrupted_long_ago_begins_anew(killed, monkeypatch):
	monkeypatch.setattr(unfinished, "HOURS_TO_GO_ON", 0)
	monkeypatch.setattr(elasticsearch_rebuild, "HOURS_TO_GO_ON", 0)
	assert killed.rebuild(Site(), "nightly", version=20).went_on_behind == ""
	assert killed.status().customers == CUSTOMERS


def test_a_damaged_half_of_a_file_begins_anew(tmp_path):
	index = embedded(tmp_path / "index")
	fill(index, OLD)
	(tmp_path / "index.building").write_bytes(b"no database" * 500)
	index.write([CustomerDocument("C1", "Garage 1")])
	assert index.rebuild(Site(), "nightly").went_on_behind == ""
	assert index.status().customers == CUSTOMERS
