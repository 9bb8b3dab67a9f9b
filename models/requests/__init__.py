"""Who asked, and that the same request twice is done once: the staff who act, and the trail they leave."""
