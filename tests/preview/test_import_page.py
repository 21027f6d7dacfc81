"""The import page's requests: upload, check, import, progress, refused rows; and room after a demo.

Only the preview has an import page.
"""

import time

import pytest

from workshop_crm.preview.demo import fill

BASE = {"base_url": "http://127.0.0.1"}
FILE = "ID;Customer Name;Mobile No\nC-1;ريم الورد;0551234567\nC-2;Bad;12\n".encode("windows-1256")


@pytest.fixture
def upload(client):
	def upload(data: bytes = FILE, name: str = "customers.csv") -> dict:
		response = client.post(f"/api/method/workshop_crm.api.imports.upload?name={name}", data=data, **BASE)
		assert response.status_code == 200, response.text
		return response.get_json()["message"]

	return upload


@pytest.fixture
def run(client):
	def run(key: str, **choices) -> dict:
		given = {
			"kind": "customers",
			"columns": {"id": 0, "name": 1, "phone": 2},
			"dry_run": False,
			"keep_good": False,
		}
		response = client.post(
			"/api/method/workshop_crm.api.imports.start",
			json={"upload": key, "choices": {**given, **choices}},
			**BASE,
		)
		assert response.status_code == 200, response.text
		for _try in range(200):
			answer = client.get(
				f"/api/method/workshop_crm.api.imports.progress?upload={key}", **BASE
			).get_json()["message"]
			if answer["state"] != "running":
				return answer
			time.sleep(0.02)
		raise AssertionError("the import does not end")

	return run


def test_an_upload_is_described_before_anything_is_decided(upload):
	file = upload()
	assert (file["file_name"], file["encoding"], file["delimiter"], file["rows"]) == (
		"customers.csv",
		"Windows-1256",
		";",
		2,
	)
	assert file["kind"] == "customers"
	assert file["columns"][1] == {"heading": "Customer Name", "samples": ["ريم الورد", "Bad"]}
	assert file["suggested"]["customers"] == {"id": 0, "name": 1, "phone": 2}


def test_a_check_then_the_good_rows(upload, run, client, rows):
	key = upload()["upload"]
	checked = run(key, dry_run=True)
	assert checked["report"]["refused_rows"] == 1
	assert rows("SELECT * FROM tabCustomer") == []
	refused = client.get(f"/api/method/workshop_crm.api.imports.refused?upload={key}", **BASE)
	assert "attachment" in refused.headers["Content-Disposition"]
	assert "Mobile No" in refused.data.decode("utf-8-sig")
	saved = run(key, keep_good=True)
	assert (saved["state"], saved["share"], saved["report"]["saved"]) == ("done", 1, True)
	assert [row["name"] for row in rows("SELECT name FROM tabCustomer")] == ["C-1"]


def test_the_report_speaks_the_readers_language(upload, run, client, tmp_path, monkeypatch):
	(tmp_path / "ar.po").write_text(
		'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Line"\nmsgstr "السطر"\n',
		encoding="utf-8",
	)
	monkeypatch.setattr("workshop_crm.preview.translate.LOCALE_FOLDER", tmp_path)
	key = upload()["upload"]
	run(key, dry_run=True)
	refused = client.get(
		f"/api/method/workshop_crm.api.imports.refused?upload={key}",
		headers={"Accept-Language": "ar"},
		**BASE,
	)
	assert refused.data.decode("utf-8-sig").startswith("السطر")


@pytest.mark.parametrize(
	"choices",
	[
		{"kind": "users"},
		{"columns": []},
		{"columns": {"name": 9}},
		{"columns": {"name": "1"}},
		{"columns": {"colour": 1}},
		{"columns": {"id": 0}},
		{"order": "year first"},
	],
)
def test_choices_that_do_not_fit_are_refused_before_the_import_begins(upload, client, choices):
	key = upload()["upload"]
	given = {"kind": "customers", "columns": {"id": 0, "name": 1}, **choices}
	assert (
		client.post(
			"/api/method/workshop_crm.api.imports.start", json={"upload": key, "choices": given}, **BASE
		).status_code
		== 417
	)
	assert (
		client.get(f"/api/method/workshop_crm.api.imports.progress?upload={key}", **BASE).get_json()[
			"message"
		]["state"]
		== "waiting"
	)


def test_a_file_that_is_no_table_is_refused_with_the_reason(client):
	response = client.post(
		"/api/method/workshop_crm.api.imports.upload?name=x.xlsx", data=b"PK\x03\x04...", **BASE
	)
	assert response.status_code == 417
	assert "workbook" in response.get_json()["exception"]


def test_what_was_never_uploaded_is_not_found(client):
	assert (
		client.get("/api/method/workshop_crm.api.imports.progress?upload=nothing", **BASE).status_code == 404
	)


@pytest.mark.parametrize("address", ["/api/method/workshop_crm.api.imports.upload", "/preview/remove-demo"])
def test_uploading_and_removing_need_a_post(client, address):
	assert client.get(address, **BASE).status_code == 403


def test_only_the_latest_uploads_are_kept(upload, client):
	first = upload()["upload"]
	for _more in range(5):
		upload()
	assert (
		client.get(f"/api/method/workshop_crm.api.imports.progress?upload={first}", **BASE).status_code == 404
	)


def test_over_a_demo_the_import_says_what_to_do_and_the_demo_can_go(workshop, upload, run, client):
	fill(workshop, 2)
	assert client.get("/api/method/workshop_crm.api.session.context", **BASE).get_json()["message"][
		"is_made_up"
	]
	key = upload()["upload"]
	answer = run(key, keep_good=True)
	assert answer["state"] == "failed"
	assert "made-up workshop" in answer["problem"]
	assert client.post("/preview/remove-demo", **BASE).get_json()["message"] == {"removed": True}
	assert run(key, keep_good=True)["report"]["saved"] is True
	assert client.post("/preview/remove-demo", **BASE).status_code == 409


def test_an_unexpected_error_ends_the_import_and_is_logged(upload, run, monkeypatch, caplog):
	monkeypatch.setattr("workshop_crm.preview.http.imports.run_import", lambda *arguments: 1 / 0)
	answer = run(upload()["upload"])
	assert answer["state"] == "failed"
	assert "ZeroDivisionError" in caplog.text
	assert "ZeroDivisionError" not in answer["problem"]
