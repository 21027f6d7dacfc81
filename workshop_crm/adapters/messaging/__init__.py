"""The providers of messages. Each knows its own API and no Frappe; what their errors mean is decided in `core.messaging`."""
