"""Where the templates lie that come with the program."""

from pathlib import Path

SHIPPED = Path(__file__).with_name("templates")
