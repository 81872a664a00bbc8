"""All texts that the map shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo.catalog.minerals import MINERALS
from geo.language.translation import N_, Text

_MINERALS: Final = {group.key: group.title for group in MINERALS}


@dataclass(frozen=True)
class MapTexts:
    """Hold every text that the map shows, in one language.

    Each text is for the part of the map that its field is named after; ``{km}``, ``{m}``, ``{name}``, ``{lat}``,
    ``{lon}``, ``{region}`` and ``{count}`` stand for values.

    Attributes
    ----------
    language
        ISO 639-1 code of the language.
    map_label, keys
        What the map is, and which keys work on it, for those who do not see it.
    legend
        The title of the legend.
    rare_earth, by_product, light, tungsten, titanium, vanadium, tin, copper, uranium, nickel, other
        The colour groups in the legend.
    cluster, circle, doubtful, hatched
        What the looks of a mark mean, in the legend.
    exact, dataset_point, settlement, bearing_and_distance
        How a place is known.
    several, cluster_name, counted, shown, within, claimed, zooms_in
        What a mark says when it is pointed at or chosen, and what is said of a change to those who do not see it.
    zoom_in, zoom_out, whole_country, selection, full_screen, leave_full_screen, close
        Buttons.
    view, site_names, circles, unplaced, graticule, without_point, unplaced_here
        What may be shown or not, and the sites that no source places better than their region.
    point, coordinates, copy, copied, nearest, from_before
        The tool that tells of a point.
    kilometres, metres
        Lengths.
    wheel, fingers
        How to move the map.
    drawing
        What stands there until the map is drawn.
    layers, outlines, street, imagery, relief
        The backgrounds to choose from, and the title of their list.
    tiles_failed, base_failed, script_failed
        What went wrong.
    attribution
        Whom the outlines are by.
    """

    language: Literal["en", "ru", "kk"] = "en"
    map_label: Text = N_("Map of the sites")
    keys: Text = N_("Arrow keys go from mark to mark, Enter opens, plus and minus zoom, Escape closes.")
    legend: Text = N_("Legend")
    rare_earth: Text = _MINERALS["rare_earth"]
    by_product: Text = _MINERALS["by_product"]
    light: Text = _MINERALS["light"]
    tungsten: Text = _MINERALS["tungsten"]
    titanium: Text = _MINERALS["titanium"]
    vanadium: Text = _MINERALS["vanadium"]
    tin: Text = _MINERALS["tin"]
    copper: Text = _MINERALS["copper"]
    uranium: Text = _MINERALS["uranium"]
    nickel: Text = _MINERALS["nickel"]
    other: Text = _MINERALS["other"]
    cluster: Text = N_("several sites too close to draw; the ring says of what")
    circle: Text = N_("the site lies somewhere inside")
    doubtful: Text = N_("hollow: listing or place in doubt")
    hatched: Text = N_("sites of which only the region is known")
    exact: Text = N_("surveyed or mapped place")
    dataset_point: Text = N_("point of a data set")
    settlement: Text = N_("nearest settlement")
    bearing_and_distance: Text = N_("derived from a bearing and a distance")
    several: Text = N_("{count} sites at one place")
    cluster_name: Text = N_("{name} and others, sites: {count}")
    counted: Text = N_("{name}, sites on the map: {count}")
    shown: Text = N_("Sites on the map: {count}")
    within: Text = N_("known to {km} km")
    claimed: Text = N_("Headline claim")
    zooms_in: Text = N_("A click zooms in")
    zoom_in: Text = N_("Zoom in")
    zoom_out: Text = N_("Zoom out")
    whole_country: Text = N_("Show all of Kazakhstan")
    selection: Text = N_("Zoom to the sites shown")
    full_screen: Text = N_("Full screen")
    leave_full_screen: Text = N_("Leave full screen")
    close: Text = N_("Close")
    view: Text = N_("Layers")
    site_names: Text = N_("Names of sites")
    circles: Text = N_("Circles of uncertainty")
    unplaced: Text = N_("Sites without a point: {count}")
    graticule: Text = N_("Graticule")
    without_point: Text = N_("+{count} without a point")
    unplaced_here: Text = N_("No source says where in the region these lie")
    point: Text = N_("Point: coordinates, distance, nearest sites")
    coordinates: Text = N_("{lat}° N, {lon}° E")
    copy: Text = N_("Copy the coordinates")
    copied: Text = N_("Copied")
    nearest: Text = N_("Nearest sites")
    from_before: Text = N_("{km} km from the point before")
    kilometres: Text = N_("{km} km")
    metres: Text = N_("{m} m")
    wheel: Text = N_("Hold Ctrl, or click the map first, to zoom with the wheel")
    fingers: Text = N_("Use two fingers to move the map")
    drawing: Text = N_("The map is being drawn")
    layers: Text = N_("Background")
    outlines: Text = N_("Outlines (offline)")
    street: Text = N_("Streets (online)")
    imagery: Text = N_("Satellite images (online)")
    relief: Text = N_("Relief (online)")
    tiles_failed: Text = N_("The online background cannot be reached.")
    base_failed: Text = N_("The outlines could not be loaded.")
    script_failed: Text = N_("The map could not be loaded. Reload the page to try again.")
    attribution: Text = N_(
        "Outlines and lakes: Natural Earth, generalised, not for legal use. Towns: GeoNames (CC BY 4.0)."
    )


ENGLISH_TEXTS: Final = MapTexts()
