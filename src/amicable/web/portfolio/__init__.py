"""The portfolio as people see it: reviews kept as snapshots, the list, the map, the dossier of a client."""
