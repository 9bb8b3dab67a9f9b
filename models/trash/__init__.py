"""The trash: clients who were deleted, and are brought back as they were."""
