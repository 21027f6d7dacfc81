import itertools

import pytest

import search_nodes
from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def elasticsearch_home():
	"""What nodes are started from; without it every test that asks for one is skipped, and the summary says so."""
	try:
		return search_nodes.built_home()
	except search_nodes.NotPossible as reason:
		pytest.skip(f"real Elasticsearch: {reason}")


@pytest.fixture(scope="session")
def node(elasticsearch_home, tmp_path_factory):
	"""One node for all tests that leave it running."""
	node = search_nodes.Node(elasticsearch_home, tmp_path_factory.mktemp("elasticsearch"))
	node.start()
	yield node
	node.stop()


@pytest.fixture
def engine_settings(node):
	"""Settings of an index that no other test uses."""
	return EngineSettings((node.address,), prefix=f"test{next(numbers)}", timeout=30)


@pytest.fixture
def engine(engine_settings):
	return ElasticsearchIndex(engine_settings)
