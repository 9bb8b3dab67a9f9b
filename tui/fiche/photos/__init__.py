"""The photos of a client: the tab, the gallery, choosing a file, the camera."""
