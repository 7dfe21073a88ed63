"""What the schema of DDI-Codebook 2.5 demands of the elements the codebook uses: children in order and number,
attributes and their values, ID and IDREFS; and what the documentation of its fields says beyond the schema. Source: the
schema codebook.xsd of 17 January 2012 and the field level documentation of the DDI Alliance
(https://docs.ddialliance.org/DDI-Codebook/2.5/). Elements the codebook does not use are not known here and are
faults."""
import re
import xml.etree.ElementTree

import codebook_reading

NAMESPACE = codebook_reading.NAMESPACE
GLOBAL = {"ID", codebook_reading.LANGUAGE, "source", "elementVersion", "ddiCodebookUrn"}
TEXT = "text"  # an element of text without children
# Element: children in order, each with how many there may be ("1", "?" or "*"); a set: any of them, one or more.
CHILDREN = {
    "codeBook": ["docDscr*", "stdyDscr+", "fileDscr*", "dataDscr*", "otherMat*"],
    "stdyDscr": ["citation+", "studyAuthorization*", "stdyInfo*", "studyDevelopment*", "method*", "dataAccs*",
                 "othrStdyMat*", "notes*"],
    "citation": ["titlStmt1", "rspStmt?", "prodStmt?", "distStmt?", "serStmt*", "verStmt*", "biblCit?", "holdings*",
                 "notes*"],
    "titlStmt": ["titl1", "subTitl*", "altTitl*", "parTitl*", "IDNo*"],
    "prodStmt": ["producer*", "copyright?", "prodDate*", "prodPlac*", "software*", "fundAg*", "grantNo*"],
    "fileDscr": ["fileTxt*", "locMap?", "notes*"],
    "fileTxt": ["fileName?", "fileCitation?", "fileCont?", "fileStrc?", "dimensns?", "fileType?", "format?",
                "filePlac?", "dataChck*", "ProcStat?", "dataMsng?", "software*", "verStmt?"],
    "dimensns": ["caseQnty*", "varQnty*", "logRecL*", "recPrCas*", "recNumTot*"],
    "dataDscr": ["varGrp*", "nCubeGrp*", "var*", "nCube*", "notes*"],
    "var": ["location*", "labl*", "imputation?", "security?", "embargo?", "respUnit?", "anlysUnit?", "qstn*",
            "valrng*", "invalrng*", "undocCod*", "universe*", "TotlResp?", "sumStat*", "txt*", "stdCatgry*",
            "catgryGrp*", "catgry*", "codInstr*", "verStmt*", "concept*", "derivation?", "varFormat?", "geoMap*",
            "catLevel*", "notes*"],
    "valrng": ["range+", "key?", "notes*"],
    "catgry": ["catValu?", "labl*", "txt*", "catStat*", "mrow?"],
    "range": [], "varFormat": TEXT, "titl": TEXT, "parTitl": TEXT, "producer": TEXT, "fileName": TEXT,
    "caseQnty": TEXT, "varQnty": TEXT, "fileType": TEXT, "labl": TEXT, "catValu": TEXT,
}
# Element: its own attributes; of an enumeration its values, "!" before a name that must be there.
ATTRIBUTES = {
    "codeBook": {"!version": {"2.5"}, "codeBookAgency": None},
    "var": {"!name": None, "files": None, "intrvl": {"contin", "discrete"}, "wgt": {"wgt", "not-wgt"}},
    "range": {"UNITS": {"INT", "REAL"}, "min": None, "max": None, "minExclusive": None, "maxExclusive": None},
    "varFormat": {"type": {"character", "numeric"},
                  "schema": {"SAS", "SPSS", "IBM", "ANSI", "ISO", "XML-Data", "other"},
                  "otherSchema": None, "formatname": None},
    "catgry": {"missing": {"Y", "N"}, "missType": None},
}
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def plain(tag):
    return tag.removeprefix(NAMESPACE)


def child_faults(element):
    model, children = CHILDREN.get(plain(element.tag)), [plain(child.tag) for child in element]
    if model is None:
        return [f"an element {element.tag} that is not known"]
    if model == TEXT:
        return [f"{plain(element.tag)} has children"] if children else []
    pattern = "".join(f"(?:{one[:-1]} ){{1}}" if one[-1] == "1" else f"(?:{one[:-1]} ){one[-1]}" for one in model)
    if not re.fullmatch(pattern, "".join(child + " " for child in children)):
        return [f"{plain(element.tag)}: {' '.join(children[:8])} is not in the order or number of the schema"]
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return [f"{plain(element.tag)} has text of its own"]
    return []


def attribute_faults(element):
    tag, known = plain(element.tag), ATTRIBUTES.get(plain(element.tag), {})
    for name, values in known.items():
        if name[0] == "!" and name[1:] not in element.attrib:
            yield f"{tag} has no {name[1:]}"
        value = element.get(name.lstrip("!"))
        if values and value is not None and value not in values:
            yield f"{tag} has {name}={value}"
    names = {name.lstrip("!") for name in known}
    for name in element.attrib:
        if name not in names and name not in GLOBAL:
            yield f"{tag} has an attribute {name} that is not known"
    # The documentation: a schema "other" is named by otherSchema.
    if element.get("schema") == "other" and "otherSchema" not in element.attrib:
        yield f"{tag} names no other schema"


def identity_faults(root):
    names = [element.get("ID") for element in root.iter() if "ID" in element.attrib]
    if len(names) != len(set(names)):
        yield "an ID is there twice"
    for name in names:
        if not NCNAME.fullmatch(name):
            yield f"{name!r} cannot be an ID"
    for var in root.iter(NAMESPACE + "var"):
        for name in var.get("files", "").split():
            if name not in names:
                yield f"{var.get('name')} is of a file {name} that is not described"


def content_faults(root, folder, expected):
    """Numbers of rows and columns, codes and ranges against the CSV files and the frozen file."""
    described = {}
    for var in root.iter(NAMESPACE + "var"):
        described.setdefault(var.get("files").removeprefix("F-"), []).append(var)
    for file in root.iter(NAMESPACE + "fileDscr"):
        unit = file.get("ID").removeprefix("F-")
        head = (folder / file.findtext(f".//{NAMESPACE}fileName")).open(encoding="utf-8").readline().strip().split(",")
        if [var.get("name") for var in described.get(unit, [])] != head:
            yield f"{unit}: the variables are not the columns of the file"
        if int(file.findtext(f".//{NAMESPACE}varQnty")) != len(head):
            yield f"{unit}: varQnty is not the number of columns"
        if int(file.findtext(f".//{NAMESPACE}caseQnty")) != expected[unit][""][""]:
            yield f"{unit}: caseQnty is not the number of rows"
        for var in described.get(unit, []):
            yield from value_faults(unit, var, expected[unit].get(var.get("name"), {}))


def value_faults(unit, var, values):
    codes = [one.text for one in var.iter(NAMESPACE + "catValu")]
    limits = var.find(f".//{NAMESPACE}range")
    for value in values:
        inside = limits is not None and int(limits.get("min")) <= int(value) <= int(limits.get("max"))
        if value not in codes and not inside:
            yield f"{unit}.{var.get('name')}: {value} is not described"
    if len(codes) != len(set(codes)):
        yield f"{unit}.{var.get('name')} has a code twice"


def missing():
    return None


def check(folder, expected, language):
    root = xml.etree.ElementTree.parse(folder / "codebook.xml").getroot()
    faults, elements = [], 0
    if root.tag != NAMESPACE + "codeBook":
        faults.append(f"the root is {root.tag}")
    for element in root.iter():
        elements += 1
        faults += child_faults(element)
        faults += attribute_faults(element)
    faults += identity_faults(root)
    faults += content_faults(root, folder, expected)
    for var in root.iter(NAMESPACE + "var"):
        if var.find(NAMESPACE + "catgry") is not None and not codebook_reading.label_of(var, language):
            faults.append(f"{var.get('name')} has no label")
    return faults, f"{elements} elements"
