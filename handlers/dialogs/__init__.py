"""Conversations of several steps: each answer is looked at anew, on the ground as it is by then."""
