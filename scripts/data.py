"""Turns the two fetched packages into the compact files of data/; called by scripts/data."""

import json
import pathlib
import sys

# Rows the package adds for pickers which name no division: 县 of Chongqing, and groups of islands that the ministry's
# list does not contain. Rows 省直辖县级行政区划 stay, because the divisions below them need a second level.
NO_DIVISION = {"460321", "460322", "460323"}


def divisions(source):
    rows = [(row["code"], row["name"]) for row in json.loads(source.read_text("utf-8"))]
    rows = sorted(row for row in rows if row[0] not in NO_DIVISION)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"[\n{lines}\n]\n"


def workdays(years):
    free, made_up, known = {}, {}, []
    for file in sorted(years.glob("[0-9]*.json")):
        year = json.loads(file.read_text("utf-8"))
        known.append(int(file.stem))
        free.update(year["holidays"])
        made_up.update(year["workdays"])
    label = lambda entry: entry.split(",")[1]
    table = {
        "first_year": min(known),
        "last_year": max(known),
        "holidays": {day: label(entry) for day, entry in sorted(free.items())},
        "workdays": {day: label(entry) for day, entry in sorted(made_up.items())},
    }
    return json.dumps(table, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    data = pathlib.Path("data")
    (data / "divisions.json").write_text(divisions(pathlib.Path(sys.argv[1])), "utf-8")
    (data / "workdays.json").write_text(workdays(pathlib.Path(sys.argv[2])), "utf-8")
