"""Who changed what: the trail read back, one row for each field that a request changed. It writes nothing."""
