"""The register of clients that are not taken back without thought."""
