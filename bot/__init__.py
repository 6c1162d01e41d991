"""The running program: the only place that reads settings and joins objects."""
