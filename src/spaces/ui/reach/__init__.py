"""The pages of reach and gaps: figures, controls, charts and maps."""
