// Files that tablets wrote to a carrier: taken in the office, with a report of what is new, known and
// missing.
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/tablet/bundle_report.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* import_path = "/office/tablets/import";
constexpr std::size_t upload_bytes_max = std::size_t{64} << 20;
constexpr std::size_t upload_files_max = 20;

std::string import_form(const Office& office, const OfficeVisit& visit) {
  Html out;
  out.open(
      "form",
      {{"method", "post"}, {"enctype", "multipart/form-data"}, {"action", office_href(visit, import_path)}});
  std::string form = out.take() + hidden_input("csrf", office_csrf(office, visit));
  out.open("div", {{"class", "field"}});
  out.element("label", {{"for", "file"}}, visit.text(office, "office.import.file"));
  out.element("p", {{"class", "hint"}, {"id", "file-hint"}},
              visit.text(office, "office.import.file.hint", {std::to_string(upload_bytes_max >> 20)}));
  out.empty("input", {{"type", "file"},
                      {"id", "file"},
                      {"name", "file"},
                      {"multiple", "multiple"},
                      {"required", "required"},
                      {"aria-describedby", "file-hint"}});
  out.close("div");
  return form + out.take() + submit_button("primary", "", "", visit.text(office, "office.import.send")) +
         "</form>";
}

std::string count_row(const Office& office, const OfficeVisit& visit, std::string_view key,
                      std::int64_t entries, std::optional<std::int64_t> cases) {
  Html row;
  row.open("tr").element("th", {{"scope", "row"}}, visit.text(office, key));
  row.element("td", {{"class", "number"}}, shown_number(entries, visit.language));
  row.element("td", {{"class", "number"}}, cases ? shown_number(*cases, visit.language) : std::string("–"));
  row.close("tr");
  return row.take();
}

std::string count_table(const Office& office, const OfficeVisit& visit, const std::string& id,
                        const BundleLine& line) {
  const exchange::BundleReport& report = *line.report;
  const auto row = [&](std::string_view key, const exchange::BundleCount& count) {
    return count_row(office, visit, key, count.entries, static_cast<std::int64_t>(count.cases.size()));
  };
  std::string rows =
      count_row(office, visit, "office.import.whole", report.head.entries, report.head.cases) +
      row("office.import.new", report.fresh) + row("office.import.known", report.known) +
      count_row(office, visit, "office.import.missing", report.unread() + report.gaps, std::nullopt);
  if (report.unplaced.entries > 0) rows += row("office.import.unplaced", report.unplaced);
  rows += row("office.import.contradicted", report.contradicted);
  if (report.refused.entries > 0) rows += row("office.import.refused", report.refused);
  return board_start(id, visit.text(office, "office.import.counts", {line.file})) +
         board_head({visit.text(office, "office.import.what"), visit.text(office, "office.import.entries"),
                     visit.text(office, "office.import.cases")},
                    1) +
         "<tbody>" + rows + "</tbody>" + board_end();
}

std::string notice(std::string_view look, std::string_view text) {
  Html out;
  out.open("div", {{"class", "notice " + std::string(look)}}).element("p", {}, text).close("div");
  return out.take();
}

std::string refusal_text(const Office& office, const OfficeVisit& visit, const Error& error) {
  const std::string key = "office.import." + error.code;
  return office.texts.has(key) ? visit.text(office, key) : visit.text(office, "office.import.bundle.form");
}

// number: of the file on this page, for ids.
std::string told_file(const Office& office, const OfficeVisit& visit, const BundleLine& line,
                      std::size_t number) {
  Html title;
  title.open("section", {{"class", "board-section"}}).element("h2", {}, line.file);
  if (!line.report)
    return title.take() + notice("error", refusal_text(office, visit, *line.refused)) + "</section>";
  const exchange::BundleReport& report = *line.report;
  const std::string end(name_of(report.end));
  std::string told = title.take();
  told += paragraph(
      "", visit.text(office, "office.import.from", {line.label, office_time(office, report.head.at)}));
  told += notice(report.end == exchange::BundleEnd::whole ? "success" : "error",
                 visit.text(office, "office.import.end." + end,
                            {shown_number(report.chunks_read, visit.language),
                             shown_number(report.head.chunks, visit.language)}));
  if (line.bring_again()) told += notice("error", visit.text(office, "office.import.again"));
  return told + count_table(office, visit, "counts-" + std::to_string(number), line) + "</section>";
}

http::Response import_page(const Office& office, const OfficeVisit& visit, const std::string& told) {
  const std::string title = visit.text(office, "office.import");
  const std::string main = heading(title) + paragraph("lead", visit.text(office, "office.import.lead")) +
                           told + import_form(office, visit) +
                           link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"));
  return office_page(office, visit, {title, import_path, main});
}

Result<Done> note_import(const Office& office, const OfficeVisit& visit,
                         const exchange::BundleReport& report) {
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = "tablet.bundle";
  line.subject = "tablet " + report.head.device.value.to_string();
  line.detail = audit_detail(report);
  return office.audit.append(std::move(line));
}

// What the file is at fault for stands in the line; an error is the store's.
Result<BundleLine> take_file(const Office& office, const OfficeVisit& visit, const http::Part& part) {
  BundleLine line;
  line.file = part.filename;
  const auto known = office.carrier->look(part.content);
  if (!known && known.error().code == "store.unavailable") return known.error();
  // A tablet of another department is not spoken of: neither its name nor that it exists.
  if (!known || !may(office, visit, Permission::manage_tablets, known->device.territory)) {
    line.refused = known ? Error{"bundle.device", {}} : known.error();
    return line;
  }
  line.label = known->device.label;
  SANAQ_TRY(auto taken, office.carrier->take(*known));
  line.report = std::move(taken.report);
  SANAQ_TRY_DONE(note_import(office, visit, *line.report));
  return line;
}

http::Response take_files(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto parts = request.parts({upload_files_max + 1, 4096});
  if (!parts) return office_message(office, visit, "office.import.none", 422);
  std::string told;
  std::size_t number = 0;
  for (const http::Part& part : *parts) {
    if (part.name != "file" || part.filename.empty()) continue;
    const auto line = take_file(office, visit, part);
    if (!line) return office_failure(office, visit, line.error(), request.id);
    told += told_file(office, visit, *line, ++number);
  }
  if (number == 0) return office_message(office, visit, "office.import.none", 422);
  return import_page(office, visit, told);
}

}  // namespace

void add_office_import(http::Router& router, const SharedOffice& office) {
  if (office->carrier == nullptr) return;
  const auto allowed = [office](const OfficeVisit& visit) {
    return may_at_home(*office, visit, Permission::manage_tablets);
  };
  add_office_page(router, office, SignIn::needed, http::Method::get, import_path,
                  [office, allowed](const http::Request&, const OfficeVisit& visit) {
                    return allowed(visit) ? import_page(*office, visit, {})
                                          : office_forbidden(*office, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, import_path,
                  [office, allowed](const http::Request& request, const OfficeVisit& visit) {
                    return allowed(visit) ? take_files(*office, request, visit)
                                          : office_forbidden(*office, visit);
                  },
                  {http::Run::pooled, upload_bytes_max});
}

}  // namespace sanaq
