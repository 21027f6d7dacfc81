"""The endpoints of the import: a file is uploaded, described, checked and imported, with its progress."""

from __future__ import annotations

import json
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.arguments import Parameters, fit, parameters
from workshop_crm.core.common.errors import N_, NotAllowed, WorkshopError
from workshop_crm.core.imports.choices import Choices, read_choices
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS, INVOICES
from workshop_crm.core.imports.outline import Outline, described
from workshop_crm.core.imports.report import Report
from workshop_crm.core.imports.source import Source
from workshop_crm.core.imports.uploads import (
	DONE,
	FAILED,
	MAX_FILE_NAME,
	RUNNING,
	WAITING,
	check_not_running,
	gone,
	not_checked,
)
from workshop_crm.preview.http.errors import UNEXPECTED
from workshop_crm.preview.http.requests import arguments, language_of
from workshop_crm.preview.imports.run import run_import
from workshop_crm.preview.imports.uploads import UploadFolder
from workshop_crm.preview.reset import remove_made_up_workshop
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop

UPLOADS_KEPT = 5
KINDS = (CUSTOMERS, INVOICES, BALANCES)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Upload:
	"""A file on its way; `state` is "waiting", "running", "done" or "failed"."""

	file_name: str
	path: Path
	outline: Outline
	state: str = WAITING
	share: float = 0.0
	report: Report | None = None
	problem: WorkshopError | None = None
	lock: threading.Lock = field(default_factory=threading.Lock)

	def fail(self, error: BaseException | None) -> None:
		"""Remember why the import failed, if it did."""
		if error is None:
			return
		if not isinstance(error, WorkshopError):
			log.error("The import of %s failed", self.file_name, exc_info=error)
		self.problem = error if isinstance(error, WorkshopError) else WorkshopError(UNEXPECTED)
		self.state = FAILED


class ImportDesk:
	"""Keeps the latest uploads: a file that was not imported is gone when the program ends."""

	def __init__(self, workshop: Workshop) -> None:
		self._workshop = workshop
		self._folder = UploadFolder()
		self._uploads: OrderedDict[str, Upload] = OrderedDict()
		self._actions: dict[tuple[str, str], Callable[..., Response]] = {
			("POST", "upload"): self._upload,
			("POST", "start"): self._start,
			("GET", "progress"): self._progress,
			("POST", "progress"): self._progress,
			("GET", "refused"): self._refused,
			("POST", "refused"): self._refused,
		}

	def act(self, request: Request, action: str) -> Response:
		"""Raises NotFound for an upload that is gone, NotAllowed for what is no action."""
		function = self._actions.get((request.method, action))
		if function is None:
			raise NotAllowed(N_("This address cannot be used in this way."))
		return function(request, **fit(_parameters(function), _given(request, action)))

	def _upload(self, request: Request, name: str = "") -> Response:
		"""The file is the body of the request, its name in the query."""
		file_name = name[:MAX_FILE_NAME]
		key = secrets.token_urlsafe(12)
		path = self._folder.keep(key, request.stream)
		outline = self._folder.outline(path)
		self._uploads[key] = Upload(file_name, path, outline)
		while len(self._uploads) > UPLOADS_KEPT:
			_key, oldest = self._uploads.popitem(last=False)
			oldest.path.unlink(missing_ok=True)
		translate = translator(language_of(request))
		return _json({"upload": key, **described(file_name, outline, KINDS, translate)})

	def _known(self, key: str) -> Upload:
		known = self._uploads.get(key)
		if known is None:
			raise gone()
		return known

	def remove_demo(self, request: Request) -> Response:
		_only_post(request)
		remove_made_up_workshop(self._workshop)
		return _json({"removed": True})

	def _start(self, request: Request, upload: str, choices: dict[str, Any]) -> Response:
		known = self._known(upload)
		chosen = read_choices(choices, len(known.outline.headings))
		with known.lock:
			check_not_running(known.state)
			known.state, known.share, known.report, known.problem = RUNNING, 0.0, None, None
		self._folder.later(known.path, lambda source: self._run(known, source, chosen)).add_done_callback(
			lambda done: known.fail(done.exception())
		)
		return _json({"state": known.state})

	def _run(self, upload: Upload, source: Source, choices: Choices) -> None:
		def progress(share: float) -> None:
			upload.share = share

		upload.report = run_import(self._workshop, source, choices, progress)
		upload.state = DONE

	def _progress(self, request: Request, upload: str) -> Response:
		known = self._known(upload)
		translate = translator(language_of(request))
		return _json(
			{
				"state": known.state,
				"share": round(known.share, 3),
				"report": known.report and known.report.as_dict(translate),
				"problem": known.problem and known.problem.text(translate),
			}
		)

	def _refused(self, request: Request, upload: str) -> Response:
		known = self._known(upload)
		if known.report is None:
			raise not_checked()
		body = known.report.refused_csv(translator(language_of(request)))
		response = Response(body, content_type="text/csv; charset=utf-8")
		response.headers["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
		return response


def _parameters(action: Callable[..., Response]) -> Parameters:
	return {name: item for name, item in parameters(action).items() if name not in ("request", "return")}


def _given(request: Request, action: str) -> Mapping[str, object]:
	"""The body of an upload is the file, whatever the browser calls it; JSON is none."""
	is_file = action == "upload" and request.mimetype != "application/json"
	return dict(request.args.items()) if is_file else arguments(request)


def _only_post(request: Request) -> None:
	if request.method != "POST":
		raise NotAllowed(N_("This changes something, so it takes a POST request."))


def _json(value: object) -> Response:
	return Response(json.dumps({"message": value}), content_type="application/json")
