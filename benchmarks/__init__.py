"""How fast Officine is, beside programs known for it, in one run on one machine: `python -m benchmarks`."""
