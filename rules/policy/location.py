"""A place on the map, as somebody's phone gives it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Location:
    """Degrees of WGS 84, north and east positive, to six decimals: a tenth of a metre."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude},{self.longitude}"
