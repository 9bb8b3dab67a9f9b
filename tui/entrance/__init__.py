"""Before anybody is at the desk: the first start, the login, what was left half typed."""
