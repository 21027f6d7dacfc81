"""Whom to reach by which channel and with which words, and what was said."""
