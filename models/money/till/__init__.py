"""The till (arrêté de caisse): its days, their figures, and closing a day."""
