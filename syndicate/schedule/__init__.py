"""When: one loop body (`work`), and an engine that calls it (`local`)."""
