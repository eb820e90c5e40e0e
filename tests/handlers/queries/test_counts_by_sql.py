"""Generated: every combination of what is named and how it stands is counted as SQL counts it."""

import re
from itertools import product

from sqlalchemy import Date, bindparam, text

from storage.db.engine import writing
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICIAL

SCOPES = {
    "": "1 = 1",
    "青山县": "lead.name = '青山县'",
    "水环境": "f.category LIKE '水环境%'",
    "市整改办督导": "su.name = '市整改办'",
    "市生态环境局验收": "vu.name = '市生态环境局'",
    "问题2": "f.code = '2'",
    "立行立改": "i.kind = '立行立改'",
    "李敏包保": "'李敏' IN (cl.name, dl.name)",
}
UNDONE = "(i.finished_on IS NULL AND i.state NOT IN ('已销号', '已完成，长期坚持'))"
OVERDUE = f"({UNDONE} AND i.deadline IS NOT NULL AND i.deadline < :today)"
CONDITIONS = {
    "没逾期": f"NOT {OVERDUE}",
    "非重点": "NOT f.key",
    "从来没报过": "NOT EXISTS (SELECT 1 FROM reports r WHERE r.item_id = i.id)",
    "没启动也没逾期": f"i.state = '未启动' AND NOT {OVERDUE}",
    "逾期没启动": f"i.state = '未启动' AND {OVERDUE}",
    "没销号也没逾期": f"i.state NOT IN ('已销号', '已完成，长期坚持') AND NOT {OVERDUE}",
    "没完成也没公示": f"{UNDONE} AND i.state <> '公示中'",
    "没有资金渠道": "i.funding = ''",
}
QUERY = """
SELECT COUNT(*) FROM items i
JOIN findings f ON f.id = i.finding_id
JOIN units lead ON lead.id = i.lead_unit_id
LEFT JOIN units su ON su.id = i.supervising_unit_id
LEFT JOIN units vu ON vu.id = i.verifying_unit_id
LEFT JOIN persons cl ON cl.id = i.city_leader_id
LEFT JOIN persons dl ON dl.id = i.duty_leader_id
WHERE {scope} AND {condition}
"""


def counted(heard: str) -> int:
    """Return the number a list gives in its heading; none is said in words."""
    found = re.search(r"任务：(\d+) 项", heard)
    assert found or "没有符合条件的任务" in heard, heard
    return int(found[1]) if found else 0


def test_a_list_counts_what_sql_counts(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群累计拆除12栋")
    talk.presses(OFFICIAL, "确认")
    told = {
        (scope, condition): counted(talk.says(LEADER, f"{scope}{condition}的有几项"))
        for scope, condition in product(SCOPES, CONDITIONS)
    }
    today = bindparam("today", talk.now.date(), type_=Date)
    with writing(talk.engine) as tx:
        true = {}
        for scope, condition in told:
            words = QUERY.format(scope=SCOPES[scope], condition=CONDITIONS[condition])
            query = text(words)
            if ":today" in words:
                query = query.bindparams(today)
            true[scope, condition] = tx.execute(query).scalar_one()
    assert told == true
