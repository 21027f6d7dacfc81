"""Who works here: the preview knows no log-in, so everybody is the front desk."""

from __future__ import annotations

from collections.abc import Callable

from workshop_crm.core.common.errors import N_

USER = "preview"
USER_NAME = N_("Front desk")


def names(translate: Callable[[str], str]) -> dict[str, str]:
	"""The names of those who work here, by user."""
	return {USER: translate(USER_NAME)}
