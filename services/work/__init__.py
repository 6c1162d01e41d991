"""Planned work: what is due when, who does it, and how often something may be done."""
