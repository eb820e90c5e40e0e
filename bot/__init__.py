"""What runs it: settings, Telegram in and out, the clock, the command line."""

import os

# python-telegram-bot is moving its periods from seconds to timedelta and warns until this is set.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# Only single characters are looked up: the dictionary of phrases would hold 45 MB for nothing.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
