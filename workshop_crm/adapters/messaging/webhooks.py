"""What the webhooks of all providers share: how large a call may be, and how one is refused."""

from __future__ import annotations

from workshop_crm.core.common.errors import N_, NotAllowed

MAX_BYTES = 3 * 1024 * 1024
"""As much as Meta puts into one call."""
MAX_ID = 140
"""Longer ids do not fit into a field; no provider has any."""
MAX_TEXT = 5000


def refused() -> NotAllowed:
	"""The refusal of a call that is not signed with the secret in the settings, or that nobody could check."""
	return NotAllowed(
		N_(
			"The call is not signed as the settings of this provider ask for. Compare the secret at both ends."
		)
	)


def check_size(body: bytes) -> None:
	"""Raises NotAllowed for more than any provider sends."""
	if len(body) > MAX_BYTES:
		raise refused()
