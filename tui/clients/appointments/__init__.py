"""Appointments: what is asked about one, the planning of a day and of a week, the day on paper, calendars."""
