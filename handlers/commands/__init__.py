"""Commands and the buttons that continue them: parse, ask one use case, show one screen."""
