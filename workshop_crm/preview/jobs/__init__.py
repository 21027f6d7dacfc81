"""What runs after a commit: one worker thread over the `job` table. A sale never waits for it nor fails with it."""
