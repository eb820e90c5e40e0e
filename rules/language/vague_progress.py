"""Recognize words that speak of work going on, where an application has to say that it is done."""

import re

_GOING_ON = re.compile(
    r"(?:有序|稳步|扎实|积极|正在|加快|加紧|抓紧|全力|逐步|陆续)(?:地)?(?:组织|协调|有序)?"
    r"(?:推进|开展|整改|办理|实施|施工|落实|进行|建设|拆除)"
    r"|(?:推进|整改|施工|办理|实施|建设|进行)(?:当中|之中|中(?![心间层型小]))"
    r"|\b(?:is|are|still) (?:in progress|under ?way|ongoing)\b|\bbeing (?:carried|pushed) (?:out|ahead)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:已|全部|均|都)[^，,。；;]{0,12}?(?:完成|完毕|完工|竣工|到位|拆除|建成|办结|整改|落实)"
    r"|完成了|\b(?:completed|finished|done)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。；;！!\n]+|\.(?=\s|$)")


def vague_sentence(words: str) -> str:
    """Return the first sentence that says only that work is going on; empty when there is none.

    整改工作有序推进 is one, 前期有序推进，现已全部完成 is none.
    """
    for sentence in _SENTENCE.split(words):
        if _GOING_ON.search(sentence) and not _DONE.search(sentence):
            return sentence.strip()
    return ""
