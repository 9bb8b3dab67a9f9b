"""The tab of animals, what is asked about one, and what was sold for it."""
