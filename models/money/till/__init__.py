"""Arrêté de caisse: the days of the till, their figures, and closing one."""
