"""The till (arrêté de caisse): the days, the figures of one, counting and closing it."""
