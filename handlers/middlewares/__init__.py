"""What happens to every update before it reaches a command: who speaks, how to answer, how often."""
