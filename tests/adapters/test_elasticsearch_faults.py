"""Nodes that die."""

import threading
import time

import pytest
from elasticsearch import Elasticsearch
from search_calls import fill

import search_nodes
from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.errors import EngineUnavailable
from workshop_crm.core.search.finding import recent, search

CUSTOMERS = 1_000
UPDATES = 5_000
DRAINED_BEFORE = 1_500
HALF = (UPDATES - DRAINED_BEFORE) // 2
AT_ONCE = 50


def document(number, version):
	return CustomerDocument(
		f"C{number:04d}", f"Garage {number} {version}", phones=(f"+9665{number:03d}{version:05d}",)
	)


class Shop:
	"""A database with an outbox: `truth` by customer, and the updates that the index has not acknowledged yet."""

	def __init__(self):
		self.truth = {f"C{number:04d}": document(number, 0) for number in range(CUSTOMERS)}
		self.waiting = []

	def change(self, version):
		"""One customer of eleven is deleted, the others change."""
		number = version * 7919 % CUSTOMERS
		customer = f"C{number:04d}"
		if version % 11:
			self.truth[customer] = document(number, version)
		else:
			self.truth.pop(customer, None)
		self.waiting.append((version, customer))

	def drain(self, index):
		"""Bring what waits, oldest first, as it is now; what is acknowledged waits no more."""
		while batch := self.waiting[:AT_ONCE]:
			changed = dict.fromkeys(customer for _, customer in batch)
			upserts = [self.truth[customer] for customer in changed if customer in self.truth]
			deletes = [customer for customer in changed if customer not in self.truth]
			index.write(upserts, deletes, version=batch[-1][0])
			del self.waiting[: len(batch)]


def kill_when_half_is_done(node, shop):
	while len(shop.waiting) > HALF:
		time.sleep(0.001)
	node.kill()


def test_nothing_is_lost_or_doubled_when_a_node_is_killed_in_the_middle_of_5000_updates(
	elasticsearch_home, tmp_path, monkeypatch
):
	monkeypatch.setattr("workshop_crm.adapters.search.elasticsearch.index.SECONDS_TO_APPLY", 0.2)
	node = search_nodes.Node(elasticsearch_home, tmp_path)
	node.start()
	try:
		index = ElasticsearchIndex(EngineSettings((node.address,), prefix="fault", timeout=20))
		shop = Shop()
		fill(index, shop.truth.values(), version=0)
		versions = iter(range(1, UPDATES + 1))
		for version in (next(versions) for _ in range(DRAINED_BEFORE)):
			shop.change(version)
		shop.drain(index)
		for version in versions:
			shop.change(version)
		killer = threading.Thread(target=kill_when_half_is_done, args=(node, shop), daemon=True)
		killer.start()
		with pytest.raises(EngineUnavailable):
			shop.drain(index)
		killer.join()
		assert 0 < len(shop.waiting) <= HALF
		with pytest.raises(EngineUnavailable):
			search(index, "Garage 5")
		node.start()
		shop.drain(index)
		index.refresh()
		assert index.status().customers == len(shop.truth)
		found = {hit.customer: (hit.name, hit.phones) for hit in recent(index, 2 * CUSTOMERS)}
		assert found == {name: (one.name, one.phones) for name, one in shop.truth.items()}
	finally:
		node.stop()


def holder_of_the_index(nodes):
	"""The node with the part of the index that takes changes first: another one's copy must take its place."""
	with Elasticsearch(nodes[0].address) as client:
		shards = client.cat.shards(index="cluster-*", format="json")
	(name,) = [shard["node"] for shard in shards if shard["prirep"] == "p"]
	return next(node for node in nodes if node.settings["node.name"] == name)


def test_a_cluster_of_three_answers_at_every_moment_when_it_loses_a_node(elasticsearch_home, tmp_path):
	nodes = search_nodes.cluster(elasticsearch_home, tmp_path, 3)
	try:
		addresses = tuple(node.address for node in nodes)
		index = ElasticsearchIndex(EngineSettings(addresses, prefix="cluster", timeout=30))
		fill(index, [document(number, 0) for number in range(500)], version=1)
		for node in nodes:
			node.wait(3)
		assert index.check().nodes == 3
		victim = holder_of_the_index(nodes)
		for number in range(40):
			if number == 10:
				victim.kill()
			assert [hit.customer for hit in search(index, "garage 77", 1)] == ["C0077"]
			assert index.status().customers == 500
		index.write([document(1, 2)], ["C0002"], version=2)
		index.refresh()
		assert index.status().customers == 499
	finally:
		for node in nodes:
			node.stop()
