"""A customer's record: what may be saved, and how two records become one."""
