"""What people write in their own words: whether it says anything."""


def letters_in(words: str) -> int:
    """Return the number of letters and figures; blanks, marks and emoji do not count."""
    return sum(letter.isalnum() for letter in words)


def says_something(words: str) -> bool:
    """Return whether words hold a letter or a figure."""
    return letters_in(words) > 0
