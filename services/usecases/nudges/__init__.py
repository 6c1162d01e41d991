"""How the looks at the day's rules are decided, and what is said by them."""
