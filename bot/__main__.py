"""The program's front door: `takt`, `python -m bot` and start.py all come in here."""


def main() -> None:
    """Hand over to the command line; imported late so that a broken part cannot hide its own trouble."""
    from bot.cli.app import main as run
    from bot.memory import collect_seldom

    collect_seldom()
    run()


if __name__ == "__main__":
    main()
