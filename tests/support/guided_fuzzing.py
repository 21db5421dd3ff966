"""One reader fuzzed with guidance by coverage, for ``fuzzing.py --guided``: READER SECONDS FOLDER.

Atheris (libFuzzer) tells which inputs run code that none did before; these are mutated further, by
the same mishaps as without guidance, inside archives too; every other input is mutated from a whole
file, as without guidance.
"""

import importlib
import json
import os
import pkgutil
import random
import sys
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["workbench"]):
    import workbench

    for module in pkgutil.walk_packages(workbench.__path__, "workbench."):
        if not module.name.startswith(("workbench.review", "workbench.__main__")):
            importlib.import_module(module.name)
    from support import fuzzing


def main(reader: str, seconds: str, folder: str) -> None:
    """Fuzz a reader and print the outcome as JSON."""
    trials = fuzzing.Trials(reader, Path(folder))
    corpus = Path(folder) / "corpus"
    corpus.mkdir()
    (corpus / "whole").write_bytes(trials.whole)
    end = time.monotonic() + float(seconds)
    trials.give(trials.whole)

    def mutate(data: bytes, _size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        # What ran new code is mostly broken by now, and refused at its first fault: every other
        # input is a whole one with fresh mishaps.
        return fuzzing.mutated(data if data and chance.random() < 0.5 else trials.whole, chance)

    def one(data: bytes) -> None:
        trials.give(data)
        if time.monotonic() > end:
            # The library never returns; it would end the process without a word.
            os.write(1, json.dumps(trials.outcome()).encode())
            os._exit(0)

    atheris.Setup([reader, "-max_len=200000", str(corpus)], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
