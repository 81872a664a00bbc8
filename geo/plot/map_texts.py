"""All texts that the map shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo.language.translation import N_, Text


@dataclass(frozen=True)
class MapTexts:
    """Hold every text that the map shows, in one language.

    Each text is for the part of the map that its field is named after; ``{km}``, ``{m}``, ``{name}`` and ``{count}``
    stand for values.

    Attributes
    ----------
    language
        ISO 639-1 code of the language.
    map_label
        What the map is, for those who do not see it.
    legend, colour, filling, ring, pin, circle, doubtful, crowd
        The legend: its title, and what the looks of a mark mean.
    rare_earth, by_product, light, refractory, dispersed, other
        The colour groups in the legend.
    rare_earth_short, by_product_short, light_short, refractory_short, dispersed_short, other_short
        The same on narrow screens.
    exact, dataset_point, settlement, bearing_and_distance
        How a place is known.
    several, near, counted, within, claimed, here, card
        What a mark says when it is pointed at or chosen.
    zoom_in, zoom_out, whole_country, selection, full_screen, leave_full_screen, close
        Buttons.
    kilometres, metres
        Lengths on the scale bar.
    drawing
        What stands there until the map is drawn.
    layers, outlines, street, imagery, relief
        The backgrounds to choose from, and the title of their list.
    tiles_failed, base_failed
        What went wrong with the background.
    attribution
        Whom the outlines are by.
    """

    language: Literal["en", "ru", "kk"] = "en"
    map_label: Text = N_("Map of the sites")
    legend: Text = N_("Legend")
    rare_earth: Text = N_("rare earths")
    by_product: Text = N_("rare earths as by-product of uranium or phosphate")
    light: Text = N_("lithium, caesium, tantalum, beryllium")
    refractory: Text = N_("tungsten, molybdenum, niobium, zirconium, titanium, vanadium")
    dispersed: Text = N_("copper with rhenium")
    other: Text = N_("tin and others")
    exact: Text = N_("surveyed or mapped place")
    dataset_point: Text = N_("point of a data set")
    settlement: Text = N_("nearest settlement")
    bearing_and_distance: Text = N_("derived from a bearing and a distance")
    rare_earth_short: Text = N_("rare earths")
    by_product_short: Text = N_("as by-product")
    light_short: Text = N_("lithium, tantalum, beryllium")
    refractory_short: Text = N_("refractory metals")
    dispersed_short: Text = N_("rhenium")
    other_short: Text = N_("tin, others")
    colour: Text = N_("Colour and letters: what is found there")
    filling: Text = N_("Fill and circle: how exactly the place is known")
    ring: Text = N_("Ring: how the place is known")
    pin: Text = N_("filled: known to 5 km or better")
    circle: Text = N_("soft: somewhere inside the circle")
    doubtful: Text = N_("question mark: listing or place in doubt")
    crowd: Text = N_("×3: three sites at one place or very near; a click lists them")
    several: Text = N_("{count} sites at one place")
    near: Text = N_("{count} sites near each other")
    counted: Text = N_("{name}, sites on the map: {count}")
    within: Text = N_("known to {km} km")
    claimed: Text = N_("Headline claim")
    here: Text = N_("Sites here")
    card: Text = N_("Show its card")
    zoom_in: Text = N_("Zoom in")
    zoom_out: Text = N_("Zoom out")
    whole_country: Text = N_("Show all of Kazakhstan")
    selection: Text = N_("Zoom to the sites shown")
    full_screen: Text = N_("Full screen")
    leave_full_screen: Text = N_("Leave full screen")
    kilometres: Text = N_("{km} km")
    metres: Text = N_("{m} m")
    drawing: Text = N_("The map is being drawn")
    close: Text = N_("Close")
    layers: Text = N_("Background")
    outlines: Text = N_("Outlines (offline)")
    street: Text = N_("Streets (online)")
    imagery: Text = N_("Satellite images (online)")
    relief: Text = N_("Relief (online)")
    tiles_failed: Text = N_("The online background cannot be reached.")
    base_failed: Text = N_("The outlines could not be loaded.")
    attribution: Text = N_(
        "Outlines and lakes: Natural Earth, generalised, not for legal use. Towns: GeoNames (CC BY 4.0)."
    )


ENGLISH_TEXTS: Final = MapTexts()
