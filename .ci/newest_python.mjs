// Python 3.14 as WebAssembly (pyodide): all sources compile without a warning, and each module is
// imported, save those whose packages are compiled for another Python.
// Usage: node newest_python.mjs SITE_PACKAGES
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ stdout: console.log, stderr: console.error });
for (const [name, root] of [["/here", process.cwd()], ["/site", process.argv[2]]]) {
  python.FS.mkdirTree(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}
const wrong = python.runPython(`
import importlib, os, sys, warnings
from pathlib import Path

sys.dont_write_bytecode = True
sys.path[:0] = ["/here", "/site"]
os.chdir("/here")
wrong, compiled, imported, missing = [], 0, 0, set()
with warnings.catch_warnings(action="error"):
    for folder in ("workbench", "tests", "benchmarks", "docs"):
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                compile(path.read_text("utf-8"), str(path), "exec")
                compiled += 1
            except (SyntaxError, Warning) as error:
                wrong.append(f"{path}: {error}")
warnings.filterwarnings("error", category=DeprecationWarning, module="workbench")
for path in sorted(Path("workbench").rglob("*.py")):
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    if path.stem == "__main__":
        continue
    try:
        importlib.import_module(name)
        imported += 1
    except ImportError:
        missing.add(name)
    except Exception as error:
        wrong.append(f"{name}: {type(error).__name__}: {error}")
print(f"Python {sys.version.split()[0]}: {compiled} files compile, {imported} modules are imported,")
print(f"{len(missing)} are not, as they use packages that are compiled")
print(*wrong, sep="\\n")
len(wrong)
`);
process.exit(wrong || 0);
