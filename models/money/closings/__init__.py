"""What is closed, a day of the till or a period, so that nothing is entered for it."""
