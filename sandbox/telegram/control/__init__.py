"""The server in the hands of a page or of another program: JSON over HTTP under `/sandbox`."""
