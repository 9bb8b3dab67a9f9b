"""By which way a message goes, and what that asks of its text and its address."""
