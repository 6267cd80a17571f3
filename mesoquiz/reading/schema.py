"""Type hints -> JSON Schema (draft-07), so that editors complete, explain and check what the decoder will accept.

One closed object per question type under `oneOf`, each with a title: editors then offer one skeleton per type and only
its keys once the type is clear. A text accepts any scalar, because the loader takes `1952` and `no` as written.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import fields
from typing import Annotated, Any, Literal, get_args, get_origin

from mesoquiz.reading.keys import SCALARS, Authored, Key
from mesoquiz.reading.variants import OneOf, is_required, key_hints, signature

_SCALARS: dict[type, dict[str, Any]] = {
    bool: {
        "type": ["boolean", "string"],
        "anyOf": [
            {"enum": [True, False], "errorMessage": "`true` or `false`"},
            {"type": "string", "pattern": "^(true|True|TRUE|false|False|FALSE)$"},
        ],
    },
    int: {
        "type": ["integer", "string"],
        "pattern": r"^[+-]?\d{1,6}$",
        "patternErrorMessage": "a whole number",
    },
    float: {
        "type": ["number", "string"],
        "pattern": r"^-?\d{1,6}(\.\d{1,6})?$",
        "patternErrorMessage": "a number, with a decimal point",
    },
}
"""The decoder reads the letters of a scalar, so quotes around it change nothing. A pattern is for strings alone."""
DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(kind: type, title: str) -> dict[str, Any]:
    """The schema of a YAML file that is decoded to the dataclass `kind`."""
    definitions: dict[str, Any] = {}
    root = _object(kind, definitions)
    root["properties"]["$schema"] = {"type": "string"}
    return {"$schema": DRAFT, "title": title, **root, "definitions": definitions}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    authored: type[Authored] = kind
    required = [item.name for item in fields(kind) if is_required(item) and item.name in key_hints(kind)]
    required += authored.needed
    properties = {
        name: {"description": key.doc, **_completed(_of(hint, key, definitions), definitions), **key.editor}
        for name, (hint, key) in key_hints(kind).items()
    }
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _completed(made: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a key with the types that it may have on top: from these an editor knows what to type after it."""
    parts: list[dict[str, Any]] = next((made[name] for name in ("anyOf", "oneOf", "allOf") if name in made), [])
    if not parts or "type" in made:
        return made
    found: list[str] = []
    for one in parts:
        inner = definitions[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        told = _completed(inner, definitions).get("type", [])
        found += [told] if isinstance(told, str) else told
    # A text comes first: what most authors write is one.
    order = sorted(dict.fromkeys(found), key=lambda name: name != "string")
    return {"type": order[0] if len(order) == 1 else order, **made} if order else made


def _of(hint: Any, key: Key, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        marker = next((extra for extra in args[1:] if isinstance(extra, OneOf)), None)
        told = next((extra for extra in args[1:] if isinstance(extra, Key)), key)
        return _one_of(marker, definitions) if marker else _of(args[0], told, definitions)
    if origin in (types.UnionType, typing.Union):
        return _of(next(arg for arg in args if arg is not types.NoneType), key, definitions)
    if origin is tuple:
        item = _of(args[0], Key(""), definitions)
        array = {"type": "array", "minItems": 1, "items": item}
        return _either(_completed(item, definitions), array) if key.single else array
    if origin is Literal:
        return {"type": "string", "enum": list(args)} if isinstance(args[0], str) else _numbers(args)
    if hint in _SCALARS:
        return _SCALARS[hint]
    return _text(key) if hint is str else _reference(hint, definitions)


def _either(first: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Keys, or what stands for them. Of a mapping with faults an editor tells what is wrong in it only like this.

    Where nothing fits, the first one is told, and of `oneOf` the next one if the first one is of another type.
    """
    return {"oneOf": [first, other]}


def _numbers(values: tuple[int, ...]) -> dict[str, Any]:
    """One of some numbers, in quotes or not."""
    quoted = {"type": "string", "pattern": f"^({'|'.join(map(str, values))})$"}
    return {"anyOf": [{"type": "integer", "enum": list(values)}, quoted]}


def _text(key: Key) -> dict[str, Any]:
    if key.pattern:
        # A number is a text to the loader; a pattern only applies to strings.
        told = {"patternErrorMessage": key.demand} if key.demand else {}
        return {"type": [*SCALARS], "pattern": f"^\\s*(?:{key.pattern})\\s*$", **told}
    return {"type": [*SCALARS], "pattern": r"\S", "patternErrorMessage": "write a text"}


def _reference(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A nested dataclass, as a definition; one with a `shorthand` may be a bare text as well."""
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        # The label of what an editor offers to begin with.
        made = {"title": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize(), **_object(kind, definitions)}
        authored: type[Authored] = kind
        shorthand = authored.shorthand
        definitions[name] = _either(made, _of(*key_hints(kind)[shorthand], definitions)) if shorthand else made
    # An only member of `allOf`: beside a bare `$ref`, draft-07 ignores the description.
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _one_of(marker: OneOf, definitions: dict[str, Any]) -> dict[str, Any]:
    branches = []
    # Where several fit as well, an editor tells what is wrong with the first: the one that messages take as example.
    others = {
        name for name, kind in marker.kinds.items() if any(f"`{key}:`" not in marker.example for key in signature(kind))
    }
    for name, kind in sorted(marker.kinds.items(), key=lambda one: one[0] in others):
        made = _object(kind, definitions)
        made["properties"]["type"] = {**made["properties"]["type"], "enum": [name]}
        branches.append({"title": (kind.__doc__ or name).strip().rstrip("."), **made})
    return {"oneOf": branches}
