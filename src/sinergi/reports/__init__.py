"""What everybody sees: home, rounds, villages, works, search, figures. Reads everything, writes nothing."""
