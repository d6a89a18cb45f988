"""What this server's owner configured of outside maps, in the environment or the secrets file."""

from __future__ import annotations

import os

import streamlit as st


def approval_number() -> str:
    """Return the configured approval number (审图号), or an empty string."""
    return os.environ.get("SPACES_MAP_APPROVAL") or map_secret("approval")


def map_secret(name: str) -> str:
    """Return an entry of ``[map]`` in the secrets file; empty without it."""
    if not st.secrets.load_if_toml_exists() or "map" not in st.secrets:
        return ""
    return str(st.secrets["map"].get(name, "")).strip()
