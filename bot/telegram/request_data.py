"""Parameters of a call as python-telegram-bot's transport takes them.

`RequestParameter` is private in the library, which offers no other way to its transport. This is
the only private name of it that is used; a test holds it to the minor version that was looked at.
"""

from collections.abc import Mapping

from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter


def request_data(params: Mapping[str, object]) -> RequestData:
    """Return the parameters that have a value, files among them, ready to be posted."""
    given = [RequestParameter.from_input(k, v) for k, v in params.items() if v is not None]
    return RequestData(given)
