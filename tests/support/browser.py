"""The system's own Chromium, which drives the page."""

import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]

NONE_FOUND = f"the page is driven in a real browser and none is installed ({', '.join(BROWSERS)})"


def chromium() -> str | None:
    """Return where it is; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
