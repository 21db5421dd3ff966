"""The first fifty term candidates of each text, to be judged by hand.

python benchmarks/checks_extraction.py FOLDER     FOLDER holds trilingual-progit.json, …
"""

import argparse
import json
import time
from pathlib import Path

from workbench import embedding
from workbench.extraction import extract
from workbench.units import Unit, Variant

KEYS = ("en", "zh", "ru")


def main() -> None:
    """Print the candidates with their counterparts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", nargs="+", default=["progit", "debian-guide"])
    chosen = parser.parse_args()
    for name in chosen.names:
        documents = json.loads((chosen.folder / f"trilingual-{name}.json").read_text("utf-8"))
        units = [
            Unit(
                f"{document['id']}-{number}",
                {
                    key: Variant(tuple(document["documents"][key][place] for place in group[key]))
                    for key in KEYS
                },
            )
            for document in documents
            for number, group in enumerate(document["gold"])
        ]
        begun = time.process_time()
        found = extract(units, KEYS, embedding.load(), limit=50)
        print(f"\n{name}: {len(units)} units, {time.process_time() - begun:.1f} s of CPU")
        for number, candidate in enumerate(found, 1):
            terms = " | ".join(candidate.terms.get(key, "–") for key in KEYS)
            print(f"{number:4}  {terms}  ({candidate.frequency})")


if __name__ == "__main__":
    main()
