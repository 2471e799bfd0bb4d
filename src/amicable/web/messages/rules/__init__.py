"""Every rule with its reasons and examples; those of the firm itself."""
