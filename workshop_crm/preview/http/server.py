"""Runs the application: werkzeug's threaded server, a log line for each request without secrets in it."""

from __future__ import annotations

import logging
import socket

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.guest_pages import masked
from workshop_crm.preview.http.app import PreviewApp

log = logging.getLogger(__name__)


class QuietHandler(WSGIRequestHandler):
	"""Logs what went wrong and what changed something; pages and their files pass silently."""

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		status = int(code) if str(code).isdigit() else 0
		if status < 400 and self.command == "GET":
			return
		log.info("%s %s %s", self.command, masked(self.path.split("?")[0]), status)


def open_server(app: PreviewApp, host: str, port: int) -> BaseWSGIServer:
	"""A server that listens already; raises InvalidInput when the address is taken."""
	try:
		listening = socket.create_server(
			(host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128
		)
	except (OSError, UnicodeError) as error:
		raise InvalidInput(
			N_("{host}:{port} cannot be used: {reason}. Choose another with --port."),
			host=host,
			port=port,
			reason=getattr(error, "strerror", None) or str(error),
		) from None
	return make_server(
		host,
		listening.getsockname()[1],
		app,
		threaded=True,
		request_handler=QuietHandler,
		fd=listening.detach(),
	)
