"""The tab of comments."""
