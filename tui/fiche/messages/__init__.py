"""What was said to a client: the tab, a reminder, what they agreed to."""
