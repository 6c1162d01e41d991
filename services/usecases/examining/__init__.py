"""The parts of an examination of the installation."""
