"""What is about this computer: where files belong, the log, who logged in last."""
