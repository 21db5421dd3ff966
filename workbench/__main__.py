"""``workbench`` and ``python -m workbench``."""

import sys


def main() -> None:
    """Run the program; Ctrl-C while it is being loaded has the same end as later."""
    try:
        from workbench.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("workbench: interrupted; no file was left half written.\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
