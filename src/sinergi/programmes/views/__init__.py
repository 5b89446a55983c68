"""Pages of what moves through stages."""
