"""Names that are spelled differently and are the same: Mohamed and Med, Benjelloun and Ben Jelloun, محمد."""
