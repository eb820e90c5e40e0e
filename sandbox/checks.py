"""Every call is held against the description of the Bot API before it does anything."""

from __future__ import annotations

import json
import re
from typing import Any

from sandbox.files import Upload
from sandbox.objects import OBJECTS, UNIONS, Fields
from sandbox.table import BY_LOWER_NAME, PARAMETERS
from sandbox.wire import BotApiError, Json, Malformed

INTEGER = re.compile(r"-?\d{1,19}")
BOOLEANS = {"true": True, "false": False, "True": True, "False": False, "1": True, "0": False}
SCALARS = {"String": str, "Integer": int, "Boolean": bool, "Float": float}


def known_method(name: str) -> str:
    try:
        return BY_LOWER_NAME[name.lower()]
    except KeyError:
        raise BotApiError(404, "Not Found: method not found") from None


def read_parameters(method: str, raw: dict[str, Any]) -> Json:
    """Return the parameters with their real types; refuse what the description does not allow."""
    fields = PARAMETERS[method]
    given = {name: value for name, value in raw.items() if value is not None}
    attached = {name for name, value in given.items() if isinstance(value, Upload)}
    for name in given.keys() - fields.keys() - attached:
        raise Malformed(f'{method} has no parameter "{name}"')
    for field in fields.values():
        if field.required and field.name not in given:
            raise Malformed(_missing(method, field.name))
    read = {
        name: _read(f"{method}.{name}", fields[name].types, value)
        for name, value in given.items()
        if name in fields
    }
    return read | {name: given[name] for name in attached - fields.keys()}


def _missing(method: str, name: str) -> str:
    """Return the refusal of a missing parameter, in Telegram's own words where it has them."""
    if name == "chat_id":
        return "chat_id is empty"
    if name == "text" and method == "sendMessage":
        return "message text is empty"
    return f'{method} needs the parameter "{name}"'


def _read(path: str, types: tuple[str, ...], raw: Any) -> Any:
    value = _decoded(path, types, raw)
    reasons = [_wrong(path, one, value) for one in types]
    if all(reasons):
        raise Malformed(min((r for r in reasons if r), key=_usefulness))
    return value


def _usefulness(reason: str) -> int:
    """Rank a complaint by depth: of several alternatives the deepest is the one that nearly fit."""
    return -reason.count(".")


def _decoded(path: str, types: tuple[str, ...], raw: Any) -> Any:
    """Decode a form field, always a string, to the number, boolean or object in it."""
    if not isinstance(raw, str):
        return raw
    if "Integer" in types and INTEGER.fullmatch(raw):
        return int(raw)
    if "Boolean" in types:
        return BOOLEANS.get(raw, raw)
    if "String" in types or "InputFile" in types:
        return raw
    return raw if "Integer" in types else _json(path, raw)


def _json(path: str, raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise Malformed(f"{path}: can't parse JSON object") from None


def _wrong(path: str, kind: str, value: Any) -> str | None:
    """Return why `value` is no `kind`, or None."""
    if kind == "InputFile":
        return None if isinstance(value, Upload) else f"{path} must be a file"
    if kind in SCALARS:
        return _wrong_scalar(path, kind, value)
    if kind.startswith("["):
        return _wrong_array(path, kind[1:-1], value)
    if kind in UNIONS:
        return _wrong_union(path, kind, value)
    return _wrong_object(path, kind, value)


def _wrong_scalar(path: str, kind: str, value: Any) -> str | None:
    if kind == "String" and isinstance(value, str):
        return _not_text(path, value)
    if isinstance(value, SCALARS[kind]) and (kind == "Boolean" or not isinstance(value, bool)):
        return None
    return f"{path} must be of type {kind}"


def _not_text(path: str, value: str) -> str | None:
    try:
        value.encode()
    except UnicodeEncodeError:
        return f"{path}: strings must be encoded in UTF-8"
    return None


def _wrong_array(path: str, kind: str, value: Any) -> str | None:
    if not isinstance(value, list):
        return f"{path} must be an Array of {kind}"
    reasons = (_wrong(f"{path}.{i}", kind, one) for i, one in enumerate(value))
    return next((reason for reason in reasons if reason), None)


def _wrong_union(path: str, kind: str, value: Any) -> str | None:
    """Check a union: albums mix photos and videos, so each object may be another member."""
    reasons = [_wrong_object(path, member, value) for member in UNIONS[kind]]
    return None if None in reasons else min((r for r in reasons if r), key=_usefulness)


def _wrong_object(path: str, kind: str, value: Any) -> str | None:
    if not isinstance(value, dict):
        return f"{path} must be an Object"
    return _wrong_fields(path, kind, OBJECTS[kind], value) if kind in OBJECTS else None


def _wrong_fields(path: str, kind: str, fields: Fields, value: Json) -> str | None:
    for name in value.keys() - fields.keys():
        return f'{path}: {kind} has no field "{name}"'
    for field in fields.values():
        if field.required and field.name not in value:
            return f'{path}: {kind} needs the field "{field.name}"'
    for name, one in value.items():
        reasons = [_wrong(f"{path}.{name}", one_type, one) for one_type in fields[name].types]
        if all(reasons):
            return reasons[0]
    return None
