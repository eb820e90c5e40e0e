"""The duty `prompts`: deadlines, blockers and instructions, and who could not be told of them."""

from schedules.prompts.deadlines import run

__all__ = ["run"]
