"""Not a vendor."""
