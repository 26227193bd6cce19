"""Scenes: campaigns as files, from teaser to recap, that an owner fills in and starts."""

from plugins.campaigns.scenes.notes import Problem, SceneError
from plugins.campaigns.scenes.reading import decoded, examine, read, recall
from plugins.campaigns.scenes.scene import SLOTS, Activity, Input, Phase, Scene
from plugins.campaigns.scenes.shipped import find, load
from plugins.campaigns.scenes.writing import write

__all__ = [
    "SLOTS",
    "Activity",
    "Input",
    "Phase",
    "Problem",
    "Scene",
    "SceneError",
    "decoded",
    "examine",
    "find",
    "load",
    "read",
    "recall",
    "write",
]
