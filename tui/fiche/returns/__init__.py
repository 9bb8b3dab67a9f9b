"""Returns: the tab, and taking goods back."""
