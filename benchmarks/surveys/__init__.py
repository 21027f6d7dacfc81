"""Surveys: what the messages bring, and how fast a million answers are reported."""
