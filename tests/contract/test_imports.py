"""A manager gives a spreadsheet, sees what is in it and what would become of it, and nothing is saved by looking."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from factories import random_phone
from hosts import CallFailed, unpack

HEADINGS = ["Name", "Arabic Name", "Mobile", "Tel", "Plate No.", "Subscription"]


def upload(host, data: bytes, name: str = "list.csv") -> dict:
	headers = {**host.headers, "Content-Type": "application/octet-stream"}
	path = f"/api/method/workshop_crm.api.imports.upload?name={name}"
	return unpack(host.request("POST", path, data=data, headers=headers))


def check(host, file: dict, **choices) -> dict:
	"""The report of a dry run."""
	given = {"kind": "customers", "columns": file["suggested"]["customers"], "dry_run": True, **choices}
	host.call("imports.start", upload=file["upload"], choices=given)

	def ended():
		answer = host.call("imports.progress", upload=file["upload"])
		return answer if answer["state"] in ("done", "failed") else None

	answer = host.wait_until(ended, "the check of a file")
	assert answer["problem"] is None
	return answer["report"]


def csv(*rows: list[str]) -> bytes:
	return "\n".join(",".join(row) for row in [HEADINGS, *rows]).encode("utf-8-sig")


def test_a_file_is_described_before_anything_is_decided(host):
	file = upload(host, csv(["Reem", "ريم", "0551234567", "0112223333", "ABJ 1", "gold"]))
	fields = {"name": 0, "name_ar": 1, "phone": 2, "other_phone": 3, "plates": 4}
	assert (file["file_name"], file["rows"], file["suggested"]["customers"]) == ("list.csv", 1, fields)
	assert file["columns"][5] == {"heading": "Subscription", "samples": ["gold"]}


def test_a_dry_run_says_what_would_happen_and_saves_nothing(host):
	phone, other = random_phone(), random_phone()
	rows = [
		["Khudran Albaqami", "خضران البقمي", f"{phone} أو {other}", "", "", "gold"],
		["Khudran Albaqami", "", phone, "", "", ""],
		["????", "", "", "", "", ""],
		["Total", "", "", "2", "", ""],
	]
	file = upload(host, csv(*rows))
	report = check(host, file)
	assert (report["added"], report["refused_rows"], report["saved"]) == (1, 2, False)
	assert report["columns_left_out"] == ["Subscription"]
	assert host.call("search.find", query=phone)["hits"] == []
	refused = host.request(
		"GET", "/api/method/workshop_crm.api.imports.refused", params={"upload": file["upload"]}
	)
	assert refused.content.decode("utf-8-sig").count("\n") == 3


def test_who_is_there_already_is_asked(host):
	phone = random_phone()
	values = {"name": "Khuzaim Aldhafiri", "phone": phone}
	customer = host.call("customers.save_customer", values=values)["customer"]
	host.wait_until(lambda: host.call("search.find", query=phone)["hits"], "indexing of a new customer")
	file = upload(host, csv(["", "خزيم الظفيري", "", phone, "", ""], ["Khzaim", "", "", phone, "", ""]))
	report = check(host, file)
	asked = {double["line"]: double["candidates"][0]["handle"] for double in report["doubles"]}
	assert asked == {2: customer, 3: customer}
	assert report["undecided"] == 2
	decided = check(host, file, doubles={"2": customer, "3": "apart"})
	assert (decided["updated"], decided["added"], decided["undecided"]) == (1, 1, 0)


def test_a_workbook_is_read_like_a_list_of_text(host):
	book = Workbook()
	for row in [HEADINGS, ["Reem", "ريم", 551234567, None, "ABJ 1", None]]:
		book.active.append(row)
	data = io.BytesIO()
	book.save(data)
	file = upload(host, data.getvalue(), "list.xlsx")
	assert (file["encoding"], file["columns"][2]["samples"]) == ("Excel", ["551234567"])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"Name\n"])
def test_what_is_no_list_is_refused_with_the_reason(host, data):
	with pytest.raises(CallFailed) as refused:
		upload(host, data)
	assert (refused.value.status, refused.value.kind) == (417, "ValidationError")


def test_choices_that_do_not_fit_the_file_are_refused(host):
	file = upload(host, csv(["Reem", "", "", "", "", ""]))
	for choices in (
		{"columns": {"name": 99}},
		{"kind": "cars"},
		{"doubles": {"x": "apart"}},
		{"doubles": [1]},
	):
		given = {"kind": "customers", "columns": {"name": 0}, "dry_run": True, **choices}
		with pytest.raises(CallFailed) as refused:
			host.call("imports.start", upload=file["upload"], choices=given)
		assert refused.value.status == 417


def test_a_file_that_is_not_there_is_not_found(host):
	with pytest.raises(CallFailed) as refused:
		host.call("imports.progress", upload="nothing")
	assert refused.value.status == 404


def balances(host, file: dict, **choices) -> dict:
	columns = file["suggested"]["balances"]
	return check(host, file, kind="balances", columns=columns, **choices)


def test_opening_balances_are_tried_with_their_sums_then_written_once(host, create_customer):
	first, second = (create_customer()["customer"] for _time in range(2))
	lots = [f"{first},٤٠,2099-12-31", f'{first},"1,000",', f"{second},7,"]
	file = upload(host, "\n".join(["customer,points,expires", *lots]).encode("utf-8-sig"))
	assert file["kind"] == "balances"
	before = host.call("loyalty.account", customer=first)["balance"]
	tried = balances(host, file)
	sums = tried["sums"]
	assert (sums["customers"], sums["points"], tried["saved"], tried["refused"]) == (2, 1047, False, [])
	assert sums["worth"] > 0
	assert host.call("loyalty.account", customer=first)["balance"] == before
	assert balances(host, file, dry_run=False)["saved"]
	assert host.call("loyalty.account", customer=first)["balance"] == before + 1040
	again = balances(host, file, dry_run=False)
	assert (again["saved"], again["refused_rows"], again["sums"]["points"]) == (False, 2, 0)
	assert host.call("loyalty.account", customer=first)["balance"] == before + 1040


def test_one_bad_line_keeps_all_balances_out(host, create_customer):
	known = create_customer()["customer"]
	lines = [f"{known},40", f"{known},40", f"{known},x", "nobody at all,5", "Total,85"]
	file = upload(host, "\n".join(["customer,points", *lines]).encode())
	report = balances(host, file, dry_run=False)
	assert not report["saved"]
	assert [one["line"] for one in report["refused"]] == [3, 4, 5, 6]
	assert all(one["reason"] and one["advice"] for one in report["refused"])
	assert host.call("loyalty.account", customer=known)["entries"] == []
	with pytest.raises(CallFailed) as refused:
		balances(host, file, keep_good=True)
	assert refused.value.status == 417
