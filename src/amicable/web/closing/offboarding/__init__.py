"""Tasks of an offboarding, access, services: laid out, ticked, accepted as exceptions."""
