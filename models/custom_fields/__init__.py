"""Fields that the pharmacy adds to clients and products: their kinds, their definitions, their values."""
