"""How people talk to the bot: what a command declares, and how a typed line becomes a handler's arguments."""

from bot.commands.declaration import Action, Command, Example, Target, Word

__all__ = ["Action", "Command", "Example", "Target", "Word"]
