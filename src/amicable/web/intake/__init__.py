"""Records come in: files are dropped, recognised, imported; doubts asked; an import taken back."""
