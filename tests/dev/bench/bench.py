"""Stands for the command `bench`: notes what is asked of it and does as little as `./dev` needs."""

import json
import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

HERE = Path.cwd()


def main(arguments):
	with (HERE / "calls.log").open("a") as log:
		log.write(f"bench {' '.join(arguments)}\n")
	site = arguments[1] if arguments[0] == "--site" else None
	words = arguments[2:] if site else arguments
	if words[0] in ("worker", "schedule"):
		stay(words[0])
	elif words[0] == "serve":
		serve(site, int(words[2]))
	elif words[0] == "list-apps":
		print((HERE / "sites" / site / "apps").read_text())
	elif words[0] == "install-app":
		with (HERE / "sites" / site / "apps").open("a") as apps:
			apps.write(f"{words[1]}\n")
	elif words[0] == "build":
		build(words[2])
	elif words[0] == "workshop-crm":
		make_demo()


def stay(what):
	print(f"{what} works")
	if what == "worker" and (HERE / "job-seconds").exists():
		work(float((HERE / "job-seconds").read_text()))
	time.sleep(600)


def work(seconds):
	"""As RQ does: a fork works the job, and the worker waits for it when it is told to end."""
	job = HERE / "job.log"
	job.write_text("begun\n")
	if fork := os.fork():
		signal.signal(signal.SIGTERM, lambda *_: None)
		os.waitpid(fork, 0)
		sys.exit()
	time.sleep(seconds)
	with job.open("a") as log:
		log.write("finished\n")
	os._exit(0)


def serve(site, port):
	if (HERE / "broken").exists():
		sys.exit("ImportError: the module of the day is missing")

	class Answers(BaseHTTPRequestHandler):
		def do_GET(self):
			file = HERE / "sites" / site / "public" / self.path.lstrip("/")
			ping = self.path == "/api/method/ping"
			text = '{"message":"pong"}' if ping else file.read_text() if file.is_file() else "no page"
			self.send_response(200)
			self.end_headers()
			self.wfile.write(text.encode())

	HTTPServer(("127.0.0.1", port), Answers).serve_forever()


def build(app):
	path = HERE / "sites" / "assets" / "assets.json"
	known = json.loads(path.read_text()) if path.exists() else {}
	bundle = f"/assets/{app}/dist/js/{app}.bundle.js"
	target = HERE / f"sites{bundle}"
	target.parent.mkdir(parents=True, exist_ok=True)
	target.write_text("built")
	(HERE / "apps" / app / app / "public" / "dist").mkdir(parents=True, exist_ok=True)
	path.write_text(json.dumps({**known, f"{app}.bundle.js": bundle}))


def make_demo():
	print("60 of 300 records", flush=True)
	while (HERE / "hold-the-demo").exists():
		time.sleep(0.1)
	time.sleep(float(os.environ.get("DEMO_SECONDS", "0")))


main(sys.argv[1:])
