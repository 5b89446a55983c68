"""Pure Python under everything: decisions, timelines, money, dates, Indonesian words, hash chains. Knows no Django."""
