"""The `takt` command: one file per group of calls; the same use cases as the chat."""
