"""A WhatsApp Cloud API for tests: it refuses with 422 whatever Meta's own description of the API does not allow."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from provider_peers import Answer, Call, route

DESCRIPTION = Path(__file__).parent / "adapters/messaging/descriptions/meta_whatsapp_v23.0.json"
TOKEN, NUMBER_ID, ACCOUNT_ID = "EAAtest", "106540352242922", "102290129340398"


def _loaded() -> dict[str, Any]:
	description = json.loads(DESCRIPTION.read_text())
	schemas = description["components"]["schemas"]
	description["paths"] = _with_kinds(description["paths"], schemas)
	description["components"]["schemas"] = _with_kinds(schemas, schemas)
	return description


def _with_kinds(node: Any, schemas: dict[str, Any], of_all: bool = False) -> Any:
	"""A discriminator says which schema counts, and JSON Schema does not know the word: written as `oneOf`."""
	if isinstance(node, list):
		return [_with_kinds(one, schemas, of_all) for one in node]
	if not isinstance(node, dict):
		return node
	target = schemas.get(str(node.get("$ref", "")).rpartition("/")[2], {})
	kinds = target.get("discriminator", {}).get("mapping")
	if kinds and "oneOf" not in target and not of_all:
		return {"oneOf": [{"$ref": reference} for reference in kinds.values()]}
	return {name: _with_kinds(value, schemas, name == "allOf") for name, value in node.items()}


SPEC = _loaded()


def faults_of(value: Any, schema: dict[str, Any]) -> list[str]:
	"""What a value has that a schema of the description does not allow."""
	validator = Draft202012Validator({**schema, "components": SPEC["components"]})
	return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def faults_of_kind(value: Any, name: str) -> list[str]:
	return faults_of(value, {"$ref": f"#/components/schemas/{name}"})


def error(status: int, code: int, message: str = "", **more: Any) -> Answer:
	"""A refusal as Meta words it."""
	body = {
		"error": {
			"message": message or f"(#{code})",
			"type": "OAuthException",
			"code": code,
			"fbtrace_id": "A1",
			**more,
		}
	}
	assert not faults_of_kind(body, "GraphAPIError")
	return status, {}, body


@dataclass
class MetaApi:
	"""`answer` is for a Peer. What was taken stands in `taken`, by its id."""

	taken: dict[str, dict[str, Any]] = field(default_factory=dict)
	templates: list[dict[str, Any]] = field(default_factory=list)
	subscribed: bool = True
	number: dict[str, Any] = field(
		default_factory=lambda: {"quality_rating": "GREEN", "code_verification_status": "VERIFIED"}
	)

	def answer(self, call: Call) -> Answer:
		if call.headers.get("Authorization") != f"Bearer {TOKEN}":
			return error(401, 190, "Invalid OAuth access token.")
		if found := route(call, "POST", r"/v23\.0/(\d+)/messages"):
			return self._message(call) if found[1] == NUMBER_ID else self._unknown()
		if found := route(call, "GET", r"/v23\.0/(\d+)"):
			return (
				self._ok({"id": NUMBER_ID, **self.number}, "PhoneNumberInfo")
				if found[1] == NUMBER_ID
				else self._unknown()
			)
		if found := route(call, "GET", r"/v23\.0/(\d+)/subscribed_apps"):
			apps = [
				{"whatsapp_business_api_data": {"id": "1", "name": "Workshop", "link": "https://example.com"}}
			]
			return self._ok({"data": apps if self.subscribed else []}, "SubscribedAppsResponse")
		if found := route(call, "GET", r"/v23\.0/(\d+)/message_templates"):
			named = [one for one in self.templates if call.query["name"][0] in one["name"]]
			return 200, {}, {"data": named}
		return self._unknown()

	def _message(self, call: Call) -> Answer:
		body = SPEC["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"]["requestBody"]
		if faults := faults_of(call.json, body["content"]["application/json"]["schema"]):
			return error(422, 100, "; ".join(faults)[:500])
		provider_id = f"wamid.{len(self.taken) + 1:032d}"
		self.taken[provider_id] = call.json
		number = call.json["to"].lstrip("+")
		return self._ok(
			{
				"messaging_product": "whatsapp",
				"contacts": [{"input": call.json["to"], "wa_id": number}],
				"messages": [{"id": provider_id, "message_status": "accepted"}],
			},
			"MessageResponsePayload",
		)

	def _ok(self, body: dict[str, Any], kind: str) -> Answer:
		assert not faults_of_kind(body, kind)
		return 200, {}, body

	def _unknown(self) -> Answer:
		return error(400, 100, "Unsupported request. Object does not exist", error_subcode=33)
