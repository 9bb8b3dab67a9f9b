"""What identifies a company and its bank account: legal numbers and their checks."""
