//! Places named in the text, with coordinates and units.
