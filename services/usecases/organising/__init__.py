"""What the use cases of the organisation share: what was typed, whom it is for, what is counted again."""
