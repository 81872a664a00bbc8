"""The descriptor of a data folder, ``datapackage.json``, read into a schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.catalog.schema import KINDS, Field, Licence, Resource, Schema
from geo.errors import DataError, Fault

DESCRIPTOR = "datapackage.json"


def read(folder: Path) -> Schema:
    """Read ``datapackage.json`` of a data folder.

    Parameters
    ----------
    folder
        The data folder.

    Returns
    -------
    Schema
        With every reference between tables checked.

    Raises
    ------
    DataError
        If the file is missing, is not UTF-8 JSON, or lacks a part that the code needs.
    """
    path = folder / DESCRIPTOR
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        resources = {item["name"]: _resource(item) for item in document["resources"]}
        _check_references(resources)
        return _schema(document, resources)
    except FileNotFoundError:
        fault = Fault(DESCRIPTOR, 0, "", f"the file is missing from {folder}")
    except OSError as error:
        fault = Fault(DESCRIPTOR, 0, "", f"the file cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        fault = Fault(DESCRIPTOR, 0, "", f"is not UTF-8 text: byte {error.start} cannot be read")
    except json.JSONDecodeError as error:
        fault = Fault(DESCRIPTOR, error.lineno, "", f"is not JSON: {error.msg}")
    except RecursionError:
        fault = Fault(DESCRIPTOR, 0, "", "is nested too deeply to be a descriptor")
    except (KeyError, TypeError, AttributeError) as error:
        fault = Fault(DESCRIPTOR, 0, "", f"lacks a part that every descriptor needs: {error}")
    except (ValueError, re.error) as error:
        fault = Fault(DESCRIPTOR, 0, "", f"says something that cannot be: {error}")
    raise DataError([fault])


def _schema(document: Mapping[str, Any], resources: Mapping[str, Resource]) -> Schema:
    day, _, _ = str(document.get("created", "")).partition("T")
    licence: Mapping[str, Any] = next(iter(document.get("licenses") or ()), {})
    return Schema(
        version=str(document["version"]),
        created=day,
        resources=resources,
        title=str(document.get("title", "")),
        homepage=str(document.get("homepage", "")),
        publisher=_publisher(document),
        licence=Licence(*(str(licence.get(name, "")) for name in ("name", "title", "path"))),
    )


def _publisher(document: Mapping[str, Any]) -> str:
    given = document.get("contributors") or ()
    return next((str(item.get("title", "")) for item in given if "publisher" in item.get("roles", ())), "")


def _check_references(resources: Mapping[str, Resource]) -> None:
    for resource in resources.values():
        for field in resource.fields:
            for target, column in field.references:
                if target not in resources or column not in resources[target].columns:
                    raise ValueError(f"{resource.name}.{field.name} refers to {target}.{column}, which does not exist")


def _resource(item: Mapping[str, Any]) -> Resource:
    paths = [item["path"]] if isinstance(item["path"], str) else item["path"]
    if not all(isinstance(path, str) for path in paths):
        raise ValueError(f"the path of {item['name']} is {paths!r}")
    schema = item["schema"]
    foreign = {
        key["fields"]: (key["reference"]["resource"], key["reference"]["fields"])
        for key in schema.get("foreignKeys", ())
    }
    return Resource(
        name=item["name"],
        title=item["title"],
        paths=tuple(paths),
        format=item["format"],
        fields=tuple(_field(field, foreign) for field in schema["fields"]),
        geometry=tuple(schema.get("geometry", ())),
    )


def _field(item: Mapping[str, Any], foreign: Mapping[str, tuple[str, str]]) -> Field:
    constraints = item.get("constraints", {})
    named = [tuple(target.split(".")) for target in item.get("references", ())]
    references = [(resource, field) for resource, field in named]
    if item["name"] in foreign:
        references.append(foreign[item["name"]])
    if item["type"] not in KINDS:
        raise ValueError(f"the type of {item['name']} is {item['type']!r}")
    for name in ("minimum", "maximum"):
        if not isinstance(constraints.get(name, 0), (int, float)):
            raise ValueError(f"the {name} of {item['name']} is {constraints[name]!r}")
    re.compile(constraints.get("pattern", ""))
    return Field(
        name=item["name"],
        type=item["type"],
        description=item.get("description", ""),
        required=bool(constraints.get("required", False)),
        unique=bool(constraints.get("unique", False)),
        pattern=constraints.get("pattern"),
        example=str(item.get("example", "")),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        categories={entry["value"]: entry["label"] for entry in item.get("categories", ())},
        references=tuple(references),
        delimiter=item.get("delimiter", ","),
    )
