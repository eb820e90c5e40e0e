"""How long what was asked or shown in a conversation holds."""

from datetime import timedelta

QUESTION_OPEN_FOR = timedelta(hours=12)
"""Today's report does not answer a question of yesterday."""

SUBJECT_HOLDS_FOR = timedelta(hours=12)
"""How long a prompt or a card is what the conversation is about."""

CARD_OPEN_FOR = timedelta(days=5)
"""After that a card is not confirmed any more: its words spoke of another week."""
