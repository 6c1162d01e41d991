"""What every method does; the table below is the whole list of those that have an effect."""
