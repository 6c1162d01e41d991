"""How each kind of derived rows is made from what was written."""
