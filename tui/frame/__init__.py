"""The base of every screen: desks and dialogs, keys, the two bottom lines, asking and calling verbs."""
