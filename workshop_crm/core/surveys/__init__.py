"""Asking customers how it went: the form, the invitation, the answers and what they are worth."""
