"""Twilio: SMS and WhatsApp by its official client, and its webhooks."""
