"""How the rows of each kind of file become rows of the store."""
