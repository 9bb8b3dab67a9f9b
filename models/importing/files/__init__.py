"""Files that a user gives to the program: encoding, text, separated values."""
