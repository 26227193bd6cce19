"""Time as people write it, the calendar, and the moments a recurrence fires at. Pure functions."""
