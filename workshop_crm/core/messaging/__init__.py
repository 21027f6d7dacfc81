"""Whom to reach by which channel, and with which words."""
