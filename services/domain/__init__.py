"""Pure rules: the standard library only, time passed in, no disk, network, clock or chance."""
