#include "sanaq/institution/table_form.h"

#include "page/html.h"

namespace sanaq {

std::string table_form(const Office& office, const OfficeVisit& visit, std::string_view path,
                       std::string_view submit) {
  page::Html out;
  out.open("form",
           {{"method", "post"}, {"action", office_href(visit, path)}, {"enctype", "multipart/form-data"}});
  out.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", office_csrf(office, visit)}});
  out.open("div", {{"class", "field"}})
      .element("label", {{"for", "file"}, {"class", "label"}}, visit.text(office, "institution.import.file"))
      .empty("input", {{"type", "file"}, {"id", "file"}, {"name", "file"}, {"accept", ".xlsx,.csv"}})
      .close("div");
  out.element("button", {{"class", "primary"}}, visit.text(office, submit)).close("form");
  return out.take();
}

}  // namespace sanaq
