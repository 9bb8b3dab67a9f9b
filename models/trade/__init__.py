"""What is sold and handed over: catalogue, sales, statements."""
