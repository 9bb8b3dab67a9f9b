"""Reference lists: the terms, representatives and couriers that the pharmacy keeps to choose from."""
