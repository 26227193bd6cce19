"""For whoever runs the bot: the doctor, the database's upkeep, health, metrics and alerts."""
