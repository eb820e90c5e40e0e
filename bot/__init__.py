"""What runs it: settings, Telegram in and out, the clock, the command line."""

import gc
import os

# python-telegram-bot is moving its periods from seconds to timedelta and warns until this is set.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# Only single characters are looked up: the dictionary of phrases would hold 45 MB for nothing.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
# Nearly all that lives here lives for ever: with the usual 700 the collector looks through it all
# again and again, at the start most of all.
gc.set_threshold(20_000, 20, 20)
