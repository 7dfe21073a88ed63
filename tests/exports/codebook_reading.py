"""Labels as the DDI codebook tells them: with them the labels of other exports are compared."""
import xml.etree.ElementTree

NAMESPACE = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def label_of(element, language):
    labels = {one.get(LANGUAGE): one.text or "" for one in element.findall(NAMESPACE + "labl")}
    return labels.get(language) or next(iter(labels.values()), "")


def labels(folder, language):
    """{unit: {variable: (label, {code: label})}}"""
    out = {}
    for var in xml.etree.ElementTree.parse(folder / "codebook.xml").iter(NAMESPACE + "var"):
        unit = var.get("files").removeprefix("F-")
        codes = {one.find(NAMESPACE + "catValu").text: label_of(one, language)
                 for one in var.findall(NAMESPACE + "catgry")}
        out.setdefault(unit, {})[var.get("name")] = (label_of(var, language), codes)
    return out
