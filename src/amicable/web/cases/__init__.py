"""Cases: one relationship each that is being repaired or ended, from frozen evidence to a signed decision."""
