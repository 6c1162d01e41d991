"""The outside systems that data come from: what they share stands in `kit`, and each vendor has a folder of its own."""
