"""What is served beside Streamlit's own addresses: the public map, layers, assets."""
