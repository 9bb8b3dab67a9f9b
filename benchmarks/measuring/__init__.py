"""What measures: a terminal, a person before it, the databases, the versions that are compared, the table."""
