"""The technical sheets of a client: the tab, a new entry, all entries of a criterion, the paper."""
