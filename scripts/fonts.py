"""Takes the simplified Chinese face out of the collection, without Hangul, layout tables and hints."""
import io
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Noto Sans CJK SC"
HANGUL = [(0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF)]


def face(path):
    for font in TTCollection(path).fonts:
        if font["name"].getDebugName(1) == FAMILY:
            # A font of a collection shares its tables; saved alone it has its own.
            alone = io.BytesIO()
            font.save(alone)
            alone.seek(0)
            return TTFont(alone)
    raise SystemExit(f"fonts: {path}: no {FAMILY}")


def main(source, target):
    font = face(source)
    wanted = [
        code for code in font.getBestCmap() if not any(first <= code <= last for first, last in HANGUL)
    ]
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.save(target)
    print(f"{len(wanted)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
