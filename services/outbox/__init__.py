"""Letters on their way: put once, carried to the messenger, settled by what became of them."""
