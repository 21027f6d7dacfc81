import pytest

from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings, check_prefix
from workshop_crm.core.common.errors import InvalidInput


@pytest.mark.parametrize(
	("host", "address"),
	[
		("search.example.com", "https://search.example.com:9200"),
		(" search.example.com:9243 ", "https://search.example.com:9243"),
		("http://127.0.0.1", "http://127.0.0.1:9200"),
		("https://example.com:443/search/", "https://example.com:443/search"),
		("https://[::1]:9201", "https://[::1]:9201"),
	],
)
def test_an_address_is_completed(host, address):
	assert EngineSettings((host, "")).addresses == (address,)


@pytest.mark.parametrize(
	"host", ["ftp://example.com", "https://", "https://user:secret@example.com", "https://a:port", "a?b=c"]
)
def test_what_is_no_address_is_refused(host):
	with pytest.raises(InvalidInput) as error:
		_ = EngineSettings((host,)).addresses
	assert error.value.field == "hosts"


def test_at_least_one_host_is_needed():
	with pytest.raises(InvalidInput, match="Enter the address"):
		_ = EngineSettings(("", " ")).addresses


@pytest.mark.parametrize("prefix", ["", "Workshop", "-shop", "a b", "a*", "a/b", "_x", "ورشة", "a" * 200])
def test_a_prefix_that_elasticsearch_refuses_is_refused_before(prefix):
	with pytest.raises(InvalidInput) as error:
		check_prefix(prefix)
	assert error.value.field == "prefix"


def test_secrets_are_not_shown():
	settings = EngineSettings(("a",), api_key="key-1", user="u", password="word-2")
	assert "key-1" not in repr(settings)
	assert "word-2" not in repr(settings)
