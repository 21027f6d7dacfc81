"""A message that is there already under the key of one that is to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop_crm.core.messaging.channels import Recipient, address_for
from workshop_crm.core.messaging.delivery import QUEUED
from workshop_crm.core.messaging.messages import CAN_GO_AGAIN


def goes_again(message: Mapping[str, Any]) -> bool:
	"""Whether the message has to be sent once more to arrive."""
	return message["status"] in CAN_GO_AGAIN


def key_for(
	recipient: Recipient, key: Callable[[str], str], known: Callable[[str], Mapping[str, Any] | None]
) -> str:
	"""The key of the next message: another one where that under the first key has left for an address that has changed.

	`key` is given an address, "" for the first key; `known` finds the message under a key.
	"""
	first = key("")
	message = known(first)
	if message is None or not _left_elsewhere(message, recipient):
		return first
	return key(address_for(recipient, message["channel"]) or "")


def _left_elsewhere(message: Mapping[str, Any], recipient: Recipient) -> bool:
	"""Whether the message has gone to an address that is not the customer's any more."""
	has_left = not goes_again(message) and message["status"] != QUEUED
	return has_left and message["recipient"] != address_for(recipient, message["channel"])
