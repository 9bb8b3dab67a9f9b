"""What was sold, promised, invoiced and handed over."""
