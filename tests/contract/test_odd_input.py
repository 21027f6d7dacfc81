"""No argument of any endpoint, and no shape of a request, ends in a 500, shows a traceback or changes anything when refused."""

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from endpoints import Argument, Endpoint, endpoints_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import random_plate, random_vin
from hosts import CallFailed, Host, unpack

EXAMPLES = 4
CHOICES = {"kind": "customers", "columns": {"name": 0}, "dry_run": True, "doubles": {}}
# ERPNext counts the answers and the looks of an address, see api/surveys.py; the other tests need some too.
READS_OF_A_FOLLOW_UP = ("surveys.follow_up_history", "surveys.follow_up_people")
GUEST_METHODS = ("surveys.form", "surveys.answer", "surveys.opened")
MAX_CALLS = dict.fromkeys(GUEST_METHODS, 12)
# Each of these reads all invoices.
MAX_CALLS |= {
	"analytics.dashboard": 40,
	"analytics.customers": 40,
	"analytics.export": 40,
	"analytics.paper": 8,
}
MAX_CALLS |= {
	"surveys.results": 40,
	"surveys.funnel": 40,
	"surveys.answer_list": 40,
	"surveys.export_results": 40,
	"loyalty.figures": 40,
	"loyalty.figure_list": 40,
	"loyalty.export_figures": 40,
	"loyalty.export_figure_list": 40,
}
# The preview is quick; ERPNext needs a tenth of a second for some answers.
MAX_CALLS_OF_HOST = {"preview": 120, "erpnext": 30}

# Each stands in the body as JSON text that no Python value can be written to.
DEEP = {f"@deep{depth}@": "[" * depth + "]" * depth for depth in (30, 900, 50_000)}
DEEP["@deep-object@"] = '{"a":' * 900 + "1" + "}" * 900

TEXTS = [
	"", " ", "\x00", "%", "_", "'", '" or 1=1 -- ', "`", "\\", "../../etc/passwd", "a" * 10_000, "\ud800", "\udfff x",
	"\U0001f600" * 150, "null", "0", "-1", "1e9", "NaN", "Infinity", "٣", "9" * 400, "{0}", "{name}", "%s", "<b>x</b>",
	"\u202e", "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "2026-02-30", "2026-01-01T00:00:00+25:00",
	"[1", '{"a": 1}', "[]", "get_value", "__class__", "tabCustomer.name", "name, owner",
]  # fmt: skip
NUMBERS = [
	-1, 0, -(10**30), 10**30, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 1.5, -0.0, 1e30, 1e308, float("nan"),
	float("inf"), 10**18,
]  # fmt: skip
OTHERS = [None, True, False, [], {}, [None], [[]], [{}], {"": ""}, {"a": {"b": [1]}}, ["\ud800"], *DEEP]
ODD = [*TEXTS, *NUMBERS, *OTHERS]
ODD_OF_KIND = {
	"str": [*TEXTS[:24], *TEXTS[27:32], *NUMBERS[:4], None, [], {}, "@deep900@"],
	"int": [*NUMBERS, *TEXTS[14:22], *OTHERS[:5]],
}

odd_values = st.one_of(
	st.sampled_from(ODD),
	st.text(st.characters(), max_size=40),
	st.integers(),
	st.floats(),
	st.recursive(
		st.none() | st.booleans() | st.integers() | st.text(max_size=8),
		lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
		max_leaves=6,
	),
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
	if "endpoint" in metafunc.fixturenames:
		known = endpoints_of(metafunc.config.getoption("host"))
		metafunc.parametrize("endpoint", known, ids=[endpoint.method for endpoint in known])


def make_people(host: Host) -> dict[str, Any]:
	"""A customer with all that belongs to one. Nobody may be asked anything: jobs change nothing about this one."""
	name = {"name": f"Odd {secrets.token_hex(4)}"}
	customer = host.call("customers.save_customer", values=name)["customer"]
	car = {"plate": random_plate(), "vin": random_vin(), "odometer": 1000}
	call = {"kind": "Call", "direction": "Incoming", "text": "Asked when the car is ready."}
	line = {"item": host.call("visits.options")["items"][0]["item"], "qty": 1, "rate": 250}
	sale = {"lines": [line], "idempotency_key": secrets.token_hex(12)}
	invoice = host.call("visits.complete", customer=customer, **sale)["invoice"]
	visit = {"doctype": "Sales Invoice", "document": invoice}
	return {
		"customer": customer,
		"invitation": host.call("surveys.hand_over", **visit)["invitation"],
		"vehicle": host.call("vehicles.add_vehicle", customer=customer, values=car)["vehicle"],
		"entry": host.call("messaging.add_interaction", customer=customer, values=call)["entry"],
		"invoice": invoice,
		"line": line,
	}


def checked_upload(host: Host) -> str:
	"""A file that was given to the import and checked."""
	headers = {**host.headers, "Content-Type": "application/octet-stream"}
	path = "/api/method/workshop_crm.api.imports.upload?name=list.csv"
	upload = unpack(host.request("POST", path, data=b"Name\nOdd Name\n", headers=headers))["upload"]
	host.call("imports.start", upload=upload, choices=CHOICES)
	host.wait_until(
		lambda: host.call("imports.progress", upload=upload)["state"] == "done", "the check of a file"
	)
	return upload


@pytest.fixture(scope="module")
def shared_people(host) -> dict[str, Any]:
	answered = host.call("surveys.responses", limit=1)["responses"][0]
	rule = host.call("analytics.action_measures")["rules"][0]["rule"]
	parts = [host.call("surveys.follow_ups", part=part, limit=1)["follow_ups"] for part in ("closed", "open")]
	case = next(rows[0]["follow_up"] for rows in parts if rows)
	known = {"response": answered["response"], "rule": rule, "case": case}
	return {**make_people(host), **known, "upload": checked_upload(host)}


@pytest.fixture
def people(host, endpoint, shared_people) -> dict[str, Any]:
	"""The customer to be attacked: one of its own for an endpoint that may change it."""
	if endpoint.writes and endpoint.arguments:
		return {**shared_people, **make_people(host)}
	return shared_people


@pytest.fixture
def state(host, people) -> Callable[[], Any]:
	"""All that is held of the customer. Scores and points of others move by themselves."""

	def read() -> Any:
		customer = people["customer"]
		profile = host.call("profile.get_profile", customer=customer)
		return (
			{part: profile[part] for part in profile if part not in ("analytics", "value")},
			host.call("messaging.history", customer=customer),
			host.call("profile.vehicle_history", vehicle=people["vehicle"]),
			host.call("loyalty.account", customer=customer),
		)

	return read


KEYED = ("messaging.reply", "vehicles.remind_many", "customers.message_many")


def valid_values(endpoint: str, people: dict[str, Any]) -> dict[str, Any]:
	"""Arguments that would be accepted, so that an odd one among them is looked at."""
	car = {
		"plate": random_plate(),
		"make": "Toyota",
		"model": "Camry",
		"year": 2020,
		"odometer": 10,
		"vin": random_vin(),
	}
	car |= {"color": "", "vin_reason": "", "odometer_reason": ""}
	return {
		**people,
		**({"vehicle": car} if endpoint == "customers.save_customer" else {}),
		"values": {
			"customers.save_customer": {
				"name": "Odd Name", "name_ar": "اسم", "phone": "", "email": "odd@example.com", "tax_id": "", "language": "ar",
				"channels": [{"channel": "Email", "consent_date": "2026-01-05", "source": "x"}],
				"emergency_contact": {"name": "Huda", "phone": "0551234567"}, "customer_notes": "x",
				"service_preferences": {"oil": "5W30"}, "preferences": {"oil": "5W30"},
			},
			"messaging.add_interaction": {"kind": "Call", "direction": "Incoming", "text": "x", "happened_on": "2026-01-05 10:00:00"},
			"vehicles.add_vehicle": car,
			"vehicles.save_vehicle": {**car, "plate": people["vehicle"]},
			"search.duplicates": {"name": "Reem Alward", "name_ar": "ريم الورد", "phone": "0551234567"},
			"search.test_connection": {"elasticsearch_url": "http://127.0.0.1:9", "elasticsearch_api_key": "", "ca_certificate": ""},
		}.get(endpoint, {}),
		"lines": [people["line"]],
		"idempotency_key": secrets.token_hex(12),
		"name": "list.csv", "choices": CHOICES,
		"reward": "Car wash" if endpoint == "loyalty.reserve_reward" else "", "reward_code": "", "redemption": "nobody", "payments": [{"mode": "Cash", "amount": 1}], "invoice_type": "Sales Invoice",
		"odometer": 2000, "redeem_points": 0, "draft": {"loyalty.back_test": "visits", "visits.save_basket": secrets.token_hex(6)}.get(endpoint, "nobody"), "odometer_reason": "",
		"part": "open", "section": "visits", "days": 1, "due_on": "", "seen": "", "key": secrets.token_hex(8) if endpoint in KEYED else "",
		"message": "nobody", "document": people["invoice"], "follow_up": people["case"] if endpoint in READS_OF_A_FOLLOW_UP else "nobody", "note": "x", "reason": "Solved", "token": "nobody" * 6, "answers": {"overall": 5},
		"confirm": "nobody", "text": "ABJ 1234", "date": "2026-01-05", "before": "", "kinds": ["Call"], "language": "ar",
		"from_date": "2026-01-01", "to_date": "2026-12-31", "segment": "", "service_type": "", "tier": "", "vehicle_make": "", "tile": "", "cell": "", "weekday": "Monday", "automatic": False,
		"calendar": "gregorian", "title": "Odd view", "period": "month", "is_shared": False, "view": "nobody",
		"outstanding": 1, "survey": {} if endpoint == "surveys.form_preview" else "", "branch": "", "technician": "", "adviser": "", "only": "low", "kind": "Goodwill" if endpoint == "loyalty.adjust" else "csv",
		"points": 5, "adjustment": "nobody", "approve": False,
		"table": {"surveys": "trend", "loyalty": "points"}.get(endpoint.split(".")[0], "customers"),
		"program": "", "month": "2026-11", "row": "", "column": "earned",
		"order_by": "clv", "limit": 5, "offset": 0, "query": "reem", "include_disabled": True,
		"doctype": "Customer", "txt": "reem", "searchfield": "name", "start": 0, "page_len": 5, "filters": {},
		"state": "open" if endpoint.startswith("analytics.") else "outbox",
		"action": "nobody", "result": "Reached", "until": "2027-01-31", "user": "", "trigger": "", "assignee": "", "rule": people["rule"], "side": "treated", "came_only": False, "channel": "SMS", "direction": "Outgoing", "is_sure": False, "address": "nobody",
		"screen": "odd", "is_new": True, "turn": 1, "discount_percent": 0, "discount_amount": 0,
		# Nobody has such a car: all that the filters name are none, so that no message goes to everybody.
		"when": "all", "late": "365", "make": "Odd make" if endpoint in KEYED else "Toyota", "vehicles": [people["vehicle"]], "customers": [people["customer"]],
		"due": False, "at_risk": False, "complaint": False, "visited_from": "", "visited_to": "", "run": "nobody",
		"basket": {"lines": [people["line"]], "vehicle": "", "odometer": 2000, "redeem_points": 0, "is_automatic": True, "reward": ""},
		"template": "Invitation to come back" if endpoint == "customers.message_question" else "nobody", "as_dict": False, "reference_doctype": "Sales Invoice", "ignore_user_permissions": False, "names": [],
	}  # fmt: skip


class Attack:
	"""Calls of one endpoint; remembers those that did not end well, and whether anything was allowed to change."""

	def __init__(self, host: Host, endpoint: Endpoint, people: dict[str, Any]) -> None:
		self.host, self.endpoint, self.people = host, endpoint, people
		self.path = f"/api/method/workshop_crm.api.{endpoint.method}"
		self.accepted = 0
		self.problems: list[str] = []

	def valid(self) -> dict[str, Any]:
		known = valid_values(self.endpoint.method, self.people)
		return {argument.name: known[argument.name] for argument in self.endpoint.arguments}

	def with_json(self, arguments: dict[str, Any]) -> None:
		body = json.dumps(arguments)
		for name, text in DEEP.items():
			body = body.replace(f'"{name}"', text)
		headers = {**self.host.headers, "Content-Type": "application/json"}
		self.judge(self.host.request("POST", self.path, data=body, headers=headers), arguments)

	def judge(self, response: requests.Response, sent: Any) -> None:
		self.accepted += response.ok
		if problem := _problem(response):
			self.problems.append(f"{problem}: {str(sent)[:300]} -> {response.text[:1500]}")

	def check(self) -> None:
		assert not self.problems, f"{len(self.problems)} of {self.endpoint.method}\n" + "\n".join(
			self.problems[:20]
		)


def _problem(response: requests.Response) -> str:
	if response.status_code >= 500:
		return str(response.status_code)
	if "Traceback (most recent call last)" in response.text:
		return "a traceback"
	if response.ok or response.status_code in (400, 405, 413, 429):
		return ""
	messages = response.json().get("_server_messages")
	if not messages or "should be of type" in messages:
		return "no sentence for people"
	return ""


def variants(argument: Argument, value: Any) -> Iterator[Any]:
	"""The value made odd: itself, or one of the values in it."""
	if isinstance(value, dict) and value:
		yield from (
			{**value, field: odd}
			for field in value
			for odd in (*TEXTS[2:14:3], *NUMBERS[2:9:2], "@deep900@", [{}], {"a": 1}, None)
		)
	if isinstance(value, list) and value and isinstance(value[0], dict):
		for inner in variants(argument, value[0]):
			yield [inner]
		yield value * 300
	yield from ODD_OF_KIND.get(argument.kind, [*TEXTS[:4], *TEXTS[-9:], *NUMBERS[:3], *OTHERS])


def test_no_odd_value_of_an_argument_ends_in_an_error_or_changes_anything(host, endpoint, people, state):
	attack = Attack(host, endpoint, people)
	before = state()
	for argument in endpoint.arguments:
		for odd in _some(host, endpoint, variants(argument, attack.valid()[argument.name])):
			attack.with_json({**attack.valid(), argument.name: odd})
	attack.check()
	if not (endpoint.writes and attack.accepted):
		assert state() == before


def _some(host: Host, endpoint: Endpoint, odd: Iterator[Any]) -> list[Any]:
	"""All, or as many as the endpoint may be asked, evenly chosen."""
	listed = list(odd)
	most = MAX_CALLS.get(endpoint.method, MAX_CALLS_OF_HOST[host.name])
	return listed[:: -(-len(listed) * len(endpoint.arguments) // most)]


def test_no_combination_of_odd_values_ends_in_an_error(host, endpoint, people):
	attack = Attack(host, endpoint, people)

	@settings(
		max_examples=EXAMPLES,
		derandomize=True,
		database=None,
		deadline=None,
		suppress_health_check=list(HealthCheck),
	)
	@given(data=st.data())
	def strike(data: st.DataObject) -> None:
		arguments = attack.valid()
		for name in data.draw(st.sets(st.sampled_from(sorted(arguments)), min_size=1)):
			arguments[name] = data.draw(odd_values)
		attack.with_json(arguments)

	if endpoint.arguments and endpoint.method not in GUEST_METHODS:
		strike()
	attack.check()


def test_every_endpoint_answers_at_its_address(host, endpoint, shared_people):
	"""An endpoint that is not found at its address would pass everything else."""
	if not endpoint.writes:
		attack = Attack(host, endpoint, shared_people)
		response = host.request("POST", attack.path, json=attack.valid(), headers=host.headers)
		assert response.status_code in (200, 429), response.text[:500]
	response = host.request(
		"PUT", f"/api/method/workshop_crm.api.{endpoint.method}", json={}, headers=host.headers
	)
	assert response.status_code in (403, 405, 417), response.text[:500]


BODIES = {
	"no JSON": b'{"query":', "empty list": b"[]", "a list": b"[1]", "a number": b"1", "null": b"null", "a text": b'"x"',
	"no UTF-8": b'{"query":"\xff\xfe"}', "half a character": b'{"query":"\\ud800"}', "NaN": b"NaN", "nothing": b"",
	"900 deep": b'{"query":' + b"[" * 900 + b"]" * 900 + b"}", "only brackets": b"[" * 50_000,
	"50,000 deep": b'{"query":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "a long number": b'{"query":' + b"9" * 5000 + b"}",
	"a name twice": b'{"query":"a","query":"b"}', "an odd name": b'{"\\ud800":1,"":2,"__class__":3}',
	"900 deep where nobody asked": b'{"query":"a","more":' + b"[" * 900 + b"]" * 900 + b"}",
	"zero bytes": b"\x00" * 100, "a megabyte": b'{"query":"' + b"a" * 1_000_000 + b'"}',
}  # fmt: skip
TYPES = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "", "application/json; charset=utf-7", "x" * 3000)  # fmt: skip


@pytest.mark.parametrize("method", ["search.find", "visits.complete", "surveys.answer"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_body_ends_in_an_error(host, method, body):
	for kind in TYPES if method == "search.find" else TYPES[:1]:
		headers = {**host.headers, "Content-Type": kind}
		response = host.request("POST", f"/api/method/workshop_crm.api.{method}", data=body, headers=headers)
		assert not _problem(response), f"{kind[:40]}: {response.status_code} {response.text[:1500]}"


QUERIES = ("limit=x", "limit=1&limit=2", "query=%00", "query=%ff%fe", "query=%ED%A0%80", "limit=", "&&&=&=", "limit[]=1", "query=" + "a" * 20_000, "include_disabled=maybe", "_lang=%00", "_lang=xx", "cmd=frappe.ping")  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=[query[:30] for query in QUERIES])
def test_no_query_ends_in_an_error(host, query):
	response = host.request("GET", f"/api/method/workshop_crm.api.search.find?{query}")
	assert not _problem(response), response.text[:1500]


HEADERS = ({"Accept-Language": "x" * 8000}, {"Accept-Language": "\xff, ;q=x"}, {"Cookie": "preferred_language=" + "x" * 4000}, {"X-Forwarded-For": "not, an, address"}, {"Accept": "text/html"}, {"X-Odd": "y" * 30_000})  # fmt: skip


@pytest.mark.parametrize("headers", HEADERS, ids=[next(iter(header)) for header in HEADERS])
@pytest.mark.parametrize("body", [b'{"limit": "x"}', b"["])
def test_no_header_ends_in_an_error(host, headers, body):
	sent = {**host.headers, "Content-Type": "application/json", **headers}
	response = host.request("POST", "/api/method/workshop_crm.api.search.find", data=body, headers=sent)
	assert response.status_code < 500, response.text[:1500]
	assert "Traceback" not in response.text


@pytest.mark.parametrize("path", ["workshop_crm.api.", "workshop_crm.api.search.__class__", "workshop_crm.api.search.json", "workshop_crm.api.%00.x", "workshop_crm.api.search.find/x", "workshop_crm.api." + "x" * 5000, "workshop_crm.api.search.find.x"])  # fmt: skip
def test_no_address_ends_in_an_error(host, path):
	response = host.request("POST", f"/api/method/{path}", json={})
	assert response.status_code < 500, response.text[:1500]
	assert "Traceback" not in response.text


@pytest.mark.parametrize(
	"redeem_points", [10**30, 2**62, 10**18, -1, -(10**30), 1e30, 0.5, "1e9", "NaN", True, [1]]
)
def test_points_that_nobody_can_have_are_refused(host, shared_people, redeem_points):
	sale = {
		"customer": shared_people["customer"],
		"lines": [shared_people["line"]],
		"redeem_points": redeem_points,
	}
	for method, more in (("quote", {}), ("complete", {"idempotency_key": secrets.token_hex(8)})):
		with pytest.raises(CallFailed) as error:
			host.call(f"visits.{method}", **sale, **more)
		assert error.value.status == 417
		assert error.value.messages


@pytest.mark.parametrize("line", [{"rate": 1e30}, {"qty": 1e18}, {"qty": 10**7, "rate": 10**7}, {"rate": -1}, {"qty": 0}, {"qty": 1e-9}, {"rate": "NaN"}, {"qty": "Infinity"}, {"qty": True}, {"item": ["x"]}, {"item": "\x00"}, {"rate": 10**400}])  # fmt: skip
def test_a_line_beyond_all_money_is_refused_or_priced(host, shared_people, line):
	lines = json.loads(json.dumps([{**shared_people["line"], **line}]))
	response = host.request("POST", "/api/method/workshop_crm.api.visits.quote", json={"customer": shared_people["customer"], "lines": lines}, headers=host.headers)  # fmt: skip
	assert not _problem(response), response.text[:1500]


@pytest.mark.parametrize("limit", [-1, 0, 10**9, 2**63, 1e30, -(2**62), True, [], "many"])
def test_a_page_of_no_size_is_refused_or_cut(host, shared_people, limit):
	for method, more in (("messaging.messages", {}), ("surveys.responses", {}), ("analytics.customers", {"offset": limit}), ("messaging.history", {"customer": shared_people["customer"]}), ("search.find", {})):  # fmt: skip
		response = host.request("POST", f"/api/method/workshop_crm.api.{method}", json={"limit": limit, **more}, headers=host.headers)  # fmt: skip
		assert not _problem(response), f"{method}: {response.text[:1500]}"
