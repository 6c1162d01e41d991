"""The outside world, played over HTTP on loopback for the demo and the tests."""
