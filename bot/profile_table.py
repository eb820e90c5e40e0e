"""A table of the profile, which is a TOML file."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of the file: a misspelt name is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")
