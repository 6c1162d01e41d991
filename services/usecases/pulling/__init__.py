"""What sources tell becomes rows, by the same way as what files tell."""
