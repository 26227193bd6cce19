"""The chat platforms the bot can live on; the wire is known only here."""
