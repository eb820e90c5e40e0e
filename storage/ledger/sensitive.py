"""Which items are sensitive: in groups their title and people are not named."""

from sqlalchemy import or_, select

from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger.tables import findings, items


def ids(tx: Tx, city: City) -> frozenset[int]:
    """Return the sensitive items: rules/policy/city.is_masked, asked of the table."""
    if not (city.masked_items or city.masked_categories):
        return frozenset()
    by_number = [items.c.code.contains(code, autoescape=True) for code in city.masked_items]
    by_category = findings.c.category.in_(city.masked_categories)
    query = select(items.c.id, items.c.code, findings.c.category).join(findings)
    found = tx.execute(query.where(or_(by_category, *by_number)))
    return frozenset(
        row.id
        for row in found
        if row.category in city.masked_categories
        or city.masked_items.intersection(row.code.split("、"))
    )
