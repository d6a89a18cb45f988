"""The map widget: the one gateway from a page to folium."""
