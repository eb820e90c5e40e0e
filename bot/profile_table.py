"""A table of the profile, which is a TOML file."""

from itertools import product

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of the file: a misspelt name is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def series_of(form: str, *places: str) -> str:
    """Return the form of a number that has these places and no other braces.

    Raises ValueError for one that gives two things the same number.
    """
    named = "、".join(f"{{{place}}}" for place in places)
    wrong = f"须含 {named} / must hold {named}, and no other braces"
    values = [
        dict(zip(places, chosen, strict=True)) for chosen in product("12", repeat=len(places))
    ]
    try:
        written = {form.format(**value) for value in values}
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(wrong) from error
    if len(written) < len(values):
        raise ValueError(wrong)
    return form
