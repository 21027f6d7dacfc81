"""A small HTTP server that answers as a test says, in place of Elasticsearch."""

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}

# (path, body) -> (status, headers, answer)
Answer = Callable[[str, bytes], tuple[int, dict[str, str], object]]


@contextmanager
def serving(answer: Answer, tls=None):
	"""The address of a server that answers so; `tls` is an ssl.SSLContext."""

	class Handler(BaseHTTPRequestHandler):
		protocol_version = "HTTP/1.1"

		def _respond(self) -> None:
			body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
			status, headers, content = answer(self.path, body)
			data = content if isinstance(content, bytes) else json.dumps(content).encode()
			self.send_response(status)
			for name, value in {"Content-Type": "application/json", **headers}.items():
				self.send_header(name, value)
			self.send_header("Content-Length", str(len(data)))
			self.end_headers()
			if self.command != "HEAD":
				self.wfile.write(data)

		do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _respond

		def log_message(self, *_) -> None:
			pass

	server = _Server(("127.0.0.1", 0), Handler)
	if tls:
		server.socket = tls.wrap_socket(server.socket, server_side=True)
	thread = threading.Thread(target=server.serve_forever, daemon=True)
	thread.start()
	try:
		yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
	finally:
		server.shutdown()
		server.server_close()
		thread.join()


class _Server(ThreadingHTTPServer):
	daemon_threads = True
	block_on_close = False

	def handle_error(self, *_) -> None:
		"""A client that does not trust the certificate hangs up; that is what is tested."""
