"""Templates, and rendering them for one client."""
