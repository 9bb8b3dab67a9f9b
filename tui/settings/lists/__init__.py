"""What the pharmacy keeps to choose from: reference lists, payment modes, organisms."""
