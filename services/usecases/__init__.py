"""One file per intention: what somebody wants done, as a sentence a head of sales would recognise."""
