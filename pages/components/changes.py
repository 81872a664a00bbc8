"""What changed in the data: from version to version, and in the view of a link made with another version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from geo.catalog import versions
from geo.catalog.caching import few_on_owner
from geo.catalog.model import Catalog, Selection
from geo.catalog.selection import Index
from geo.catalog.versions import Version
from geo.check import reports
from geo.claims import conflicts
from geo.history import changes, descriptions
from geo.history.changes import Difference
from geo.language import wording
from pages.components import appearance
from pages.components.markdown import escaped
from pages.components.session import address, state
from pages.components.session.language import say


def draw(catalog: Catalog) -> None:
    """Draw the page: the version in use, then each version with what it changed, newest first."""
    past = versions.history(catalog)
    now = say("These are data version **{version}** of {date}.")
    st.write(now.format(version=catalog.version, date=wording.date(catalog.schema.created, say)))
    if not past:
        st.info(say("These data keep no list of their versions, so nothing can be said of earlier ones."))
        return
    if len(past) == 1:
        st.info(say("Nothing has changed yet: this is the first version."))
    for before, version in reversed(list(zip([None, *past], past, strict=False))):
        _version(catalog, before, version)
    st.caption(
        say(
            "Links carry the version of the data that they were made with. Opened under another version, the page says "
            "so and shows what differs in that view. Two copies of the data are the same where their digests are."
        )
    )


def _version(catalog: Catalog, before: Version | None, version: Version) -> None:
    title = say("{version} of {date}").format(version=version.version, date=wording.date(version.date, say))
    st.header(title, anchor=False)
    if version.note:
        st.markdown(escaped(version.note))
    st.markdown(f":gray[{say('SHA-256')}] `{version.digest}`")
    if before is None:
        return
    difference = changes.between(catalog, before.version, version.version)
    st.markdown(descriptions.counted(difference, say))
    if not difference.is_empty:
        key = f"changes_{version.version}"
        with st.expander(say("Field by field"), expanded=version.version == catalog.version):
            _difference(difference, key)


def notice(prepared: Index) -> None:
    """Say that the opened link was made with another version of the data, and what differs in its view."""
    catalog, version = prepared.catalog, address.linked_version()
    if version in ("", catalog.version):
        return
    then = next((item for item in versions.history(catalog) if item.version == version), None)
    if then is None:
        words = say("This link was made with data version {old}, which these data, version {new}, do not know.")
        st.info(words.format(old=version, new=catalog.version), icon=":material/history:")
        return
    site = state.kept(state.SITE) or address.linked_choice(state.SITE)
    group = state.kept(state.CONFLICT) or address.linked_choice(state.CONFLICT)
    difference = _in_view(catalog, version, state.selection(prepared), site, group)
    words = say("This link was made with data version {old} of {date}; the data are now version {new}.")
    told = words.format(old=version, date=wording.date(then.date, say), new=catalog.version)
    told = " ".join([told, *_opened(catalog, version, site, group)])
    if difference.is_empty:
        st.info(f"{told} {say('Nothing in this view differs.')}", icon=":material/history:")
        return
    st.info(f"{told} {say('In this view:')} {descriptions.counted(difference, say)}", icon=":material/history:")
    with st.expander(say("What differs in this view")):
        _difference(difference, "changes_in_view")


@few_on_owner(64)
def _in_view(catalog: Catalog, version: str, selection: Selection, site: str, group: str) -> Difference:
    return changes.within(changes.between(catalog, version, catalog.version), selection, site, group)


def _opened(catalog: Catalog, version: str, site: str, group: str) -> Iterator[str]:
    """Yield what became of the open site and the open group of claims: a sentence each, none where nothing differs."""
    whole = changes.between(catalog, version, catalog.version)
    if site in whole.old.sites.index and site not in catalog.sites.index:
        name = escaped(str(say.name(whole.old.sites)[site]))
        since = changes.dropped_in(catalog, "sites", site, version) or catalog.version
        yield say("The site of this link, {site}, was removed in version {version}.").format(site=name, version=since)
    elif site in catalog.sites.index and not (part := changes.opened(whole, site=site)).is_empty:
        name = escaped(str(say.name(catalog.sites)[site]))
        words = say("The open site, {site}, differs: {counts}")
        yield words.format(site=name, counts=descriptions.counted(part, say))
    yield from _opened_group(whole, group)


def _opened_group(whole: Difference, group: str) -> Iterator[str]:
    now, old = (
        next((item for item in conflicts.groups(side) if item.id == group), None) for side in (whole.new, whole.old)
    )
    if old is not None and now is None:
        title = escaped(reports.title(whole.old, old, say))
        yield say("The claims of this link, {title}, are no longer in the data.").format(title=title)
    part = changes.opened(whole, group=group) if now is not None else None
    if part is not None and now is not None and not part.is_empty:
        words = say("The open claims, {title}, differ: {counts}")
        title = escaped(reports.title(whole.new, now, say))
        yield words.format(title=title, counts=descriptions.counted(part, say))


def _difference(difference: Difference, key: str) -> None:
    table = descriptions.change_table(difference, say)
    if not table.empty:
        appearance.room()
        st.dataframe(
            table,
            key=key,
            hide_index=True,
            height=min(420, 38 + 35 * len(table)),
            placeholder="",
            alt=say("Table of what changed"),
            column_config={
                say("About"): st.column_config.TextColumn(width="medium"),
                say("Before"): st.column_config.TextColumn(width="medium"),
                say("Now"): st.column_config.TextColumn(width="medium"),
            },
        )
    _verdicts(difference)


def _verdicts(difference: Difference) -> None:
    if difference.turns:
        st.markdown(f"**{say('Verdicts that turned')}**")
        st.markdown("\n".join(f"- {line}" for line in _turned(difference)))


def _turned(difference: Difference) -> Sequence[str]:
    return [
        f"{escaped(reports.title(difference.new, turn.group, say))}: {escaped(descriptions.turned(turn, say))}  \n"
        f"  :gray[{escaped(descriptions.reasoned(turn, say))}]"
        for turn in difference.turns
    ]
