"""Opens the data of built sites with the programs that people open it with.

Usage: check.py [--soffice PROGRAM] SITE...

Frictionless validates `datapackage.json` with all of its tables. pandas reads every CSV and JSON file. LibreOffice, where its program is
named, opens the tables of the package; no cell may have become a formula, and every row must be there.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pandas
from frictionless import system, validate

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def fail(message):
    raise SystemExit(f"tests/data: {message}")


def rows_of(path):
    """The rows as the standard library reads them, the names of the columns first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def with_frictionless(site):
    with system.use_context(trusted=False):
        report = validate(str(site / "datapackage.json"))
    if not report.valid:
        found = [error.message for task in report.tasks for error in task.errors] + [error.message for error in report.errors]
        fail(f"{site}: frictionless: " + "\n".join(found[:20]))
    return report.stats["tasks"]


def with_pandas(site):
    tables = sorted(site.rglob("*.csv"))
    for path in tables:
        rows = rows_of(path)
        # As somebody reads it who knows nothing of it; then as texts, which must be those that stand there.
        assert len(pandas.read_csv(path)) == len(rows) - 1, path
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        if list(frame.columns) != rows[0] and len(set(rows[0])) == len(rows[0]):
            fail(f"{path}: pandas finds the columns {list(frame.columns)}")
        if frame.values.tolist() != rows[1:]:
            fail(f"{path}: pandas finds other values")
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        # The list stands beside its table; the tables within records have none.
        table = site / resource["path"]
        whole = table.with_suffix(".json")
        if table.parts[-3] == "data" or not whole.exists():
            continue
        records = pandas.read_json(whole, orient="records", dtype=False)
        if list(records["id"].astype(str)) != [row[0] for row in rows_of(table)[1:]]:
            fail(f"{whole}: pandas finds other records than in the table")
    return len(tables)


def with_libreoffice(soffice, site):
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: site / resource["path"] for resource in package["resources"]}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, path in tables.items():
            (folder / f"{name}.csv").write_bytes(path.read_bytes())
        # First as somebody who is careful: a comma, double quotes, UTF-8, quoted cells as text. Without a word, LibreOffice takes another
        # encoding and makes numbers of what looks like them; the rows must be there all the same, and no formula.
        for told, filters in ((True, ["--infilter=CSV:44,34,76,1,,0,true"]), (False, [])):
            out = folder / ("told" if told else "untold")
            command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *filters]
            command += ["--convert-to", "fods", "--outdir", str(out), *sorted(map(str, folder.glob("*.csv")))]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
            for name, path in tables.items():
                opened = out / f"{name}.fods"
                if not opened.exists():
                    fail(f"{path}: LibreOffice does not open it: {done.stderr[-500:]}")
                compare(path, opened, told)
    return len(tables)


def compare(path, opened, told):
    tree = ElementTree.parse(opened)
    if formula := next((cell for cell in tree.iter() if cell.get(f"{TABLE}formula")), None):
        fail(f"{path}: LibreOffice takes a cell for a formula: {formula.get(f'{TABLE}formula')}")
    rows, found = rows_of(path), []
    for row in tree.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            text = "".join(part for paragraph in cell.findall(f"{TEXT}p") for part in paragraph.itertext())
            cells += [bare(text)] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), len(rows[0]))
        if any(cells):
            found += [cells] * int(row.get(f"{TABLE}number-rows-repeated", 1))
    if len(found) != len(rows):
        fail(f"{path}: LibreOffice finds {len(found)} rows, not {len(rows)}")
    for row, cells in zip(rows, found):
        expected = [bare(cell) for cell in row]
        if told and (cells + [""] * len(row))[: len(row)] != expected:
            fail(f"{path}: LibreOffice finds other values in the row {row[0]}")


def bare(text):
    """Without blanks, which LibreOffice writes as elements."""
    return "".join(text.split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--soffice")
    parser.add_argument("sites", nargs="+", type=Path)
    arguments = parser.parse_args()
    for site in arguments.sites:
        told = [f"{with_frictionless(site)} tables by Frictionless", f"{with_pandas(site)} by pandas"]
        if arguments.soffice:
            told.append(f"{with_libreoffice(arguments.soffice, site)} by LibreOffice")
        print(f"tests/data: {site.name}: {', '.join(told)}")


if __name__ == "__main__":
    sys.exit(main())
