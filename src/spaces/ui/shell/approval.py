"""What this server's owner configured of outside maps, in the environment or the secrets file."""

from __future__ import annotations

import streamlit as st

from spaces.content.settings import MAP_APPROVAL


def approval_number() -> str:
    """Return the configured approval number (审图号), or an empty string."""
    return MAP_APPROVAL.text() or map_secret("approval")


def map_secret(name: str) -> str:
    """Return an entry of ``[map]`` in the secrets file; empty without it."""
    if not st.secrets.load_if_toml_exists() or "map" not in st.secrets:
        return ""
    return str(st.secrets["map"].get(name, "")).strip()
