"""/门槛 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.permissions import admin
from bot.phrases import Phrase

threshold = Command(
    "门槛", "threshold", Phrase("新人过门槛才算正式成员", "let newcomers in by a threshold"), admin, Target.GROUPS
)
