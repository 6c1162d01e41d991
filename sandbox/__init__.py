"""The outside world, played: what Takt meets from outside, for the demo and for journeys."""
