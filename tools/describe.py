"""Write what the READMEs say of the data from the data: counts in README.md, the dictionary in data/README.md.

``python -m tools.describe`` writes them; ``python -m tools.describe --check`` fails if they are out of date.
"""

import re
import sys
from pathlib import Path

import geo
from geo.catalog.schema import Field, Resource

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Bring both files up to date, or with ``--check`` say which one is not."""
    catalog = geo.load(ROOT / "data")
    wanted = {"README.md": ("counts", counts(catalog)), "data/README.md": ("dictionary", dictionary(catalog))}
    check = "--check" in sys.argv
    stale = [name for name, (mark, text) in wanted.items() if not _replace(ROOT / name, mark, text, check)]
    for name in stale:
        sys.stderr.write(f"{name} does not say what the data say: run python -m tools.describe\n")
    return 1 if stale else 0


def counts(catalog: geo.Catalog) -> str:
    """Return the numbers of the collection as one sentence and a table by region."""
    sites, claims = catalog.sites, catalog.claims
    located = sites[~sites.geometry.isna()]
    hidden = int((claims["review"] == "hide").sum())
    sentence = (
        f"**{len(sites)} sites** ({len(located)} on the map, {len(sites) - len(located)} listed beside it), "
        f"**{len(claims)} claims** ({hidden} of them set aside by reviewers, shown on demand), "
        f"**{len(catalog.sources)} sources**, **{len(catalog.roots)} first statements**. "
        f"Data version {catalog.version} of {catalog.schema.created}."
    )
    names = catalog.regions["name_en"]
    per_region = sites["region_iso"].map(names).fillna("region not settled").value_counts()
    ordered = sorted(per_region.items(), key=lambda item: (-item[1], item[0]))
    return sentence + "\n\nSites by region: " + ", ".join(f"{name} {number}" for name, number in ordered) + "."


def dictionary(catalog: geo.Catalog) -> str:
    """Return every file and column as Markdown tables."""
    return "\n\n".join(_resource(resource) for resource in catalog.schema.resources.values())


def _resource(resource: Resource) -> str:
    path = resource.paths[0] if len(resource.paths) == 1 else "sites/*.geojson"
    lines = [f"### {path}", "", f"{resource.title}.", "", "| column | type | what it holds |", "|---|---|---|"]
    lines += [f"| {_code(field.name)} | {_type(field)} | {_meaning(field)} |" for field in resource.fields]
    return "\n".join(lines)


def _type(field: Field) -> str:
    kind = {"list": "list, joined by ;", "array": "list"}.get(field.type, field.type)
    return kind + (", required" if field.required else "") + (", unique" if field.unique else "")


def _meaning(field: Field) -> str:
    parts = [field.description]
    if field.categories:
        parts.append("One of " + ", ".join(_code(value) for value in field.categories) + ".")
    if field.references:
        parts.append("An id of " + " or ".join(target for target, _ in field.references) + ".")
    return " ".join(parts).replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{text}`"


def _replace(path: Path, mark: str, text: str, check: bool) -> bool:
    """Put the text between the marks; with ``check`` only say whether it stands there."""
    before = path.read_text(encoding="utf-8")
    pattern = rf"(<!-- {mark} -->\n).*?(\n<!-- /{mark} -->)"
    after = re.sub(pattern, lambda match: f"{match[1]}{text}{match[2]}", before, flags=re.DOTALL)
    if not check:
        path.write_text(after, encoding="utf-8")
    return not check or before == after


if __name__ == "__main__":
    sys.exit(main())
