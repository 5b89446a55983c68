"""Where the contexts are put together: settings, addresses, wiring, the command, the clock."""
