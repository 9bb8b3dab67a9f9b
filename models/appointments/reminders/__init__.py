"""Messages that remind of an appointment: when they are due, to whom they go, what was written."""
