"""The speed bench: fills a database of its own with rounds of three sizes and measures pages, conditions and acts in them."""
