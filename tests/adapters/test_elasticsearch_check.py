"""What an administrator is told when the server cannot be used."""

import datetime
import re
import ssl
import time

import pytest
import trustme

from search_nodes import free_port
from stub_server import PRODUCT, serving
from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex, check
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.core.search.finding import recent, search

INFO = {"name": "n1", "cluster_name": "shop", "version": {"number": "8.19.3"}}
HEALTH = {"status": "green", "number_of_nodes": 3}


def answers(**paths):
	"""An answer for each path; a path not given is unknown to the server."""

	def answer(path, body):
		status, content = paths.get(path.partition("?")[0].strip("/").replace("/", "__") or "root", (404, {}))
		return status, PRODUCT, content

	return answer


def sound(**others):
	return answers(**{"root": (200, INFO), "_cluster__health": (200, HEALTH), **others})


def problem_at(address, **settings):
	return str(check(EngineSettings((address,), timeout=2, **settings)).problem)


@pytest.fixture
def authority():
	return trustme.CA()


def tls_of(authority, name="127.0.0.1", **options):
	context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
	authority.issue_cert(name, **options).configure_cert(context)
	return context


def test_a_good_server_is_described():
	with serving(sound(**{"workshop-crm-customers-v1__ _count": (200, {})})) as address:
		report = check(EngineSettings((address,)))
	assert (report.version, report.cluster, report.nodes, report.problem) == ("8.19.3", "shop", 3, None)
	assert report.customers is None


def test_a_closed_port_is_told():
	assert "Nothing answers at" in problem_at(f"http://127.0.0.1:{free_port()}")


def test_an_unknown_host_is_told():
	assert "No server has the name in https://nowhere.invalid:9200" in problem_at("nowhere.invalid")


def test_an_address_that_is_none_is_told_beside_its_field():
	problem = check(EngineSettings(("ftp://example.com",))).problem
	assert isinstance(problem, InvalidInput)
	assert problem.field == "hosts"


def test_a_server_that_does_not_answer_in_time_is_told():
	def late(path, body):
		time.sleep(1)
		return 200, PRODUCT, INFO

	with serving(late) as address:
		report = check(EngineSettings((address,), timeout=0.2))
	assert "did not answer within 0.2 seconds" in str(report.problem)


@pytest.mark.parametrize("who", [{"api_key": "abc"}, {"user": "shop", "password": "wrong"}])
def test_a_wrong_key_or_password_is_told(who):
	error = {"error": {"type": "security_exception", "reason": "unable to authenticate"}, "status": 401}
	with serving(answers(root=(401, error))) as address:
		assert "does not accept the API key, or the user and the password" in problem_at(address, **who)


def test_a_key_without_rights_is_told_which():
	error = {
		"error": {"type": "security_exception", "reason": "action [cluster:monitor/main] is unauthorized"}
	}
	with serving(answers(root=(403, error))) as address:
		assert "cluster:monitor/main" in problem_at(address, api_key="abc")
	rights = {
		"has_all_requested": False,
		"cluster": {"monitor": True, "manage_index_templates": False},
		"index": {"workshop-crm-*": {"read": True, "write": False}},
	}
	with serving(sound(_security__user___has_privileges=(200, rights))) as address:
		problem = problem_at(address, api_key="abc")
	assert "workshop-crm-*: manage_index_templates, write" in problem


def test_another_product_is_told():
	other = lambda path, body: (200, {}, {**INFO, "tagline": "Another search engine"})  # noqa: E731
	page = lambda path, body: (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")  # noqa: E731
	for answer in (other, page):
		with serving(answer) as address:
			assert "is not Elasticsearch 8 or later" in problem_at(address)


def test_an_old_version_is_told():
	old = {**INFO, "version": {"number": "7.17.20"}}
	with serving(answers(root=(200, old))) as address:
		report = check(EngineSettings((address,)))
	assert "This is Elasticsearch 7.17.20; version 8 or later is needed" in str(report.problem)
	assert report.version == "7.17.20"


def test_a_cluster_that_lost_data_is_told():
	with serving(sound(_cluster__health=(200, {"status": "red", "number_of_nodes": 1}))) as address:
		assert "has lost a part of its data" in problem_at(address)


def test_an_overloaded_server_is_told():
	error = {"error": {"type": "es_rejected_execution_exception", "reason": "queue is full"}}
	with serving(answers(root=(429, error))) as address:
		assert "overloaded or not ready: queue is full" in problem_at(address)


def test_a_certificate_of_an_unknown_authority_is_told_and_accepted_with_its_file(authority, tmp_path):
	authority.cert_pem.write_to_path(tmp_path / "ca.pem")
	with serving(sound(), tls_of(authority)) as address:
		assert "is not trusted. Set the certificate file" in problem_at(address)
		assert check(EngineSettings((address,), ca_file=str(tmp_path / "ca.pem"))).problem is None
		assert check(EngineSettings((address,), verify=False)).problem is None


def test_a_certificate_for_another_name_is_told(authority, tmp_path):
	authority.cert_pem.write_to_path(tmp_path / "ca.pem")
	with serving(sound(), tls_of(authority, "other.example.com")) as address:
		assert "is for another name" in problem_at(address, ca_file=str(tmp_path / "ca.pem"))


def test_an_expired_certificate_is_told(authority, tmp_path):
	authority.cert_pem.write_to_path(tmp_path / "ca.pem")
	yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
	with serving(sound(), tls_of(authority, not_after=yesterday)) as address:
		assert "has expired" in problem_at(address, ca_file=str(tmp_path / "ca.pem"))


def test_https_where_http_is_spoken_is_told():
	with serving(sound()) as address:
		assert "speaks http, not https" in problem_at(address.replace("http:", "https:"))


def test_http_where_https_is_spoken_is_told(authority):
	with serving(sound(), tls_of(authority)) as address:
		assert "cannot be reached" in problem_at(address.replace("https:", "http:"))


def test_a_certificate_file_that_cannot_be_read_is_told(tmp_path):
	assert "cannot be used" in problem_at("localhost", ca_file=str(tmp_path / "missing.pem"))
	(tmp_path / "empty.pem").write_text("nothing")
	assert "cannot be used" in problem_at("localhost", ca_file=str(tmp_path / "empty.pem"))


def test_every_use_of_a_server_that_is_away_says_so():
	index = ElasticsearchIndex(EngineSettings((f"http://127.0.0.1:{free_port()}",), timeout=1))
	for use in (lambda: search(index, "a"), lambda: recent(index, 3), index.status, index.refresh):
		with pytest.raises(EngineUnavailable, match="Nothing answers"):
			use()


def test_search_needs_every_part_of_the_index():
	lost = {"responses": [{"error": {"type": "x", "reason": "a part is missing"}, "status": 503}] * 9}
	with serving(answers(_msearch=(200, lost))) as address, pytest.raises(EngineUnavailable) as error:
		search(ElasticsearchIndex(EngineSettings((address,))), "محمد")
	assert re.search("could not search: a part is missing", str(error.value))


def test_an_index_that_is_gone_is_told_apart_from_a_server_that_is_away():
	gone = {"responses": [{"error": {"type": "index_not_found_exception"}, "status": 404}] * 9}
	with serving(answers(_msearch=(200, gone))) as address, pytest.raises(IndexUnavailable):
		search(ElasticsearchIndex(EngineSettings((address,))), "محمد")


def test_one_host_of_several_is_enough():
	dead = f"http://127.0.0.1:{free_port()}"
	with serving(sound()) as address:
		for _ in range(6):
			assert check(EngineSettings((dead, address), timeout=2)).problem is None
