"""Files that nobody should choose: each is refused or read, and no number of large ones fills the memory.

Only the preview imports files; a site has Frappe's Data Import.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
import requests

from hosts import ROOT
from workshop_crm.preview.http.app import MAX_UPLOAD

BASE = {"base_url": "http://127.0.0.1"}
MAX_MEGABYTES = 500


def workbook() -> bytes:
	content = io.BytesIO()
	with zipfile.ZipFile(content, "w") as archive:
		archive.writestr("xl/workbook.xml", "<x/>")
	return content.getvalue()


REFUSED = {
	"an Excel workbook": workbook(),
	"zeros": bytes(100_000),
	"a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50,
	"nothing": b"",
	"one line of 20 MB": b"a" * 20_000_000,
	"one cell of 20 MB": b"ID,Name\n1," + b"a" * 20_000_000,
	"a quotation mark that is never closed": b'ID,Name\n1,"' + b"a\n" * 100_000,
	"headings only": b",".join([b"h"] * 10_000) + b"\n",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_with_a_sentence(client, data):
	response = client.post("/api/method/workshop_crm.api.imports.upload?name=x.csv", data=data, **BASE)
	assert response.status_code == 417
	assert response.get_json()["_server_messages"]


READ = {
	"ten thousand columns": b",".join(b"h%d" % n for n in range(10_000))
	+ b"\n"
	+ b"," * 9_999
	+ b"\n"
	+ b"x," * 9_999
	+ b"x\n",
	"ten thousand columns of one name": b",".join([b"ID"] * 10_000) + b"\n" + b",".join([b"x"] * 10_000),
	"line ends of all kinds": b"ID,Customer Name\r1,Reem\r\n2,Majed\n3,Fahd",
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_a_table_of_an_odd_shape_is_read(client, data):
	response = client.post("/api/method/workshop_crm.api.imports.upload?name=x.csv", data=data, **BASE)
	assert response.status_code == 200, response.text[:300]
	assert response.get_json()["message"]["rows"]


CHOICES = [
	None, [], 7, {"kind": ["customers"]}, {"kind": "customers", "columns": []}, {"kind": "customers", "columns": {"id": "0"}},
	{"kind": "customers", "columns": {"id": 10**30, "name": 0}}, {"kind": "customers", "columns": {"id": -1, "name": 0}},
	{"kind": "customers", "columns": {"\ud800": 0}}, {"kind": "\ud800", "columns": {}}, {"kind": "customers", "columns": {"name": 0}, "order": ["x"]},
	{"kind": "customers", "columns": {"nonsense" * 2000: 0}},
]  # fmt: skip


@pytest.mark.parametrize("choices", CHOICES, ids=[str(number) for number in range(len(CHOICES))])
def test_choices_that_make_no_sense_are_refused(client, choices):
	upload = client.post(
		"/api/method/workshop_crm.api.imports.upload?name=x.csv", data=b"ID,Customer Name\n1,Reem\n", **BASE
	)
	key = upload.get_json()["message"]["upload"]
	response = client.post(
		"/api/method/workshop_crm.api.imports.start", json={"upload": key, "choices": choices}, **BASE
	)
	assert response.status_code == 417, response.text[:300]


def test_the_files_of_uploads_that_were_replaced_are_gone(client):
	desk = client.application._imports
	for number in range(8):
		client.post(
			"/api/method/workshop_crm.api.imports.upload?name=x.csv",
			data=b"ID,Customer Name\n%d,Reem\n" % number,
			**BASE,
		)
	client.post("/api/method/workshop_crm.api.imports.upload?name=x.csv", data=b"", **BASE)
	assert len(list(desk._folder._folder.iterdir())) == 5


@pytest.fixture
def server(tmp_path: Path):
	command = [
		sys.executable,
		"-m",
		"workshop_crm.preview",
		"--port",
		"0",
		"--data",
		str(tmp_path / "data.sqlite3"),
	]
	process = subprocess.Popen(
		command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
	)
	url = process.stdout.readline().split("open: ")[1].split()[0]
	yield url, process.pid
	process.terminate()
	process.communicate(timeout=60)


def test_six_uploads_of_20_megabytes_at_once_stay_under_500_megabytes(server):
	url, pid = server
	row = ",".join(f"some twenty letters{n}" for n in range(10)) + "\n"
	data = (row * (20_000_000 // len(row))).encode()
	answers = []

	def upload() -> None:
		answers.append(
			requests.post(
				f"{url}/api/method/workshop_crm.api.imports.upload?name=x.csv", data=data, timeout=300
			)
		)

	threads = [threading.Thread(target=upload) for _ in range(6)]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	assert [answer.status_code for answer in answers] == [200] * 6
	peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
	assert int(peak[1]) / 1024 < MAX_MEGABYTES


def test_a_file_that_is_too_large_is_refused_before_it_is_read(server):
	url, pid = server
	answer = requests.post(
		f"{url}/api/method/workshop_crm.api.imports.upload?name=x.csv",
		data=b"a" * (MAX_UPLOAD + 1),
		timeout=120,
	)
	assert answer.status_code == 417
	assert "too large" in answer.text
	peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
	assert int(peak[1]) / 1024 < MAX_MEGABYTES / 2
