"""The guide for staff, read in the program: the pages of `docs/guide/`, which the wheel brings along."""
