"""What the owner may set in the environment and `.env`."""

from bot.settings.settings import HOME, PREFIX, Settings, declared, preferred_language, read_settings, settings_from

__all__ = ["HOME", "PREFIX", "Settings", "declared", "preferred_language", "read_settings", "settings_from"]
