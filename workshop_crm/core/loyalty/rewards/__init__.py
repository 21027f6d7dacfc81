"""Rewards: what points buy, who may have it and why not, what it takes off a sale, and what becomes of it."""
