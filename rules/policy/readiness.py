"""Whether what an answer is looked up in has been made: in a large ledger that takes a while."""


class NotReady(Exception):
    """Something is still being made; whoever asks had better ask again shortly."""


SMALL = 1000
"""So many items are looked at for whoever asks first: a few tenths of a second at most."""
