"""What every screen is made of: desks and dialogs, keys, the two lines at the foot, asking and doing."""
