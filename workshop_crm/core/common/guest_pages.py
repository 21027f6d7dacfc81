"""The secret addresses under which guests see a survey or their points, and the HTTP headers that keep such an address theirs."""

HEADERS = {
	"Cache-Control": "no-store",
	"Referrer-Policy": "no-referrer",
	"X-Robots-Tag": "noindex, nofollow",
}
PAGES = ("s", "s.html", "p", "p.html")
ENDPOINTS = tuple(f"workshop_crm.api.surveys.{name}" for name in ("form", "answer", "opened"))


def shows_secret(path: str) -> bool:
	"""Whether an answer from this path may show such a page or its token, errors on the way included.

	Hosts read a path without slashes and spaces around it, and in small letters at times.
	"""
	parts = path.strip("/ ").split("/")
	return parts[0].lower() in PAGES or parts[-1] in ENDPOINTS
