"""The geodata layer: formats, coordinate systems, column contracts, geometry, distance.

It knows nothing about children: it could serve a bus-stop project unchanged.
"""
