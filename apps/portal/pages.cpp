#include "portal/pages.h"

#include <algorithm>

#include "base/text.h"
#include "portal/chart.h"
#include "portal/layout.h"

namespace sanaq::portal {

namespace {

std::string release_line(const ReleaseSummary& release, const os::TimeZone& zone, std::string_view language,
                         const Messages& texts) {
  return escape_html(texts.text("portal.released", language)) + ": " +
         time_html(release.visible_from, zone, texts, language) + " · " +
         escape_html(texts.text("portal.version", language, {zero_padded(release.version, 1)}));
}

std::string choice_form(const TableView& view, std::string_view language, const Messages& texts) {
  if (view.fixed().empty()) return "";
  std::string out = "<form method=\"get\"><fieldset class=\"choose\"><legend>" +
                    escape_html(texts.text("portal.choose", language)) + "</legend>";
  for (const std::size_t d : view.fixed()) {
    const auto& dimension = view.table().dimensions[d];
    out += "<label>" + escape_html(dimension.label) + "<select name=\"" + escape_html(dimension.name) + "\">";
    for (std::size_t i = 0; i < dimension.categories.size(); ++i) {
      const auto& category = dimension.categories[i];
      out += "<option value=\"" + escape_html(category.code) + "\"" +
             (i == view.chosen(d) ? " selected" : "") + ">" + escape_html(category.label) + "</option>";
    }
    out += "</select></label>";
  }
  return out + "<button>" + escape_html(texts.text("portal.show", language)) +
         "</button></fieldset></form>\n";
}

std::string notes_html(const PublishedTable& table, std::string_view language, const Messages& texts) {
  std::string out = "<h2>" + escape_html(texts.text("portal.notes", language)) + "</h2><ul>";
  const auto unseen = std::count(table.values.begin(), table.values.end(), std::nullopt);
  const bool hidden = static_cast<std::size_t>(unseen) > table.nobody.size();
  if (hidden)
    out += "<li id=\"hidden-note\">" + escape_html(texts.text("portal.hidden.note", language)) + "</li>";
  // The first note of the file explains X in the words of the office; the page has said it already.
  for (std::size_t i = 1; i < table.notes.size(); ++i) out += "<li>" + escape_html(table.notes[i]) + "</li>";
  return out + "<li>" + escape_html(texts.text("portal.source", language, {table.source})) + "</li></ul>\n";
}

std::string size_text(std::int64_t bytes, std::string_view language, const Messages& texts) {
  return bytes < 1024
             ? texts.text("portal.size.bytes", language, {number_text(bytes, language)})
             : texts.text("portal.size.kilobytes", language, {number_text((bytes + 512) / 1024, language)});
}

std::string downloads_html(const TablePage& page, std::string_view language, const Messages& texts) {
  std::string out =
      "<h2>" + escape_html(texts.text("portal.downloads", language)) + "</h2><ul class=\"files\">";
  for (const ReleaseFileInfo& file : page.files) {
    if (!file.language.empty() && file.language != language) continue;
    const std::string kind = file.name.substr(file.name.rfind('.') + 1);
    out += "<li><a href=\"/data/" + page.release.id + "/" + zero_padded(page.release.version, 1) + "/" +
           escape_html(file.name) + "\" download>" +
           escape_html(texts.text("portal.download." + kind, language)) + "</a>, " +
           size_text(file.size, language, texts) + "<code>" +
           escape_html(texts.text("portal.download.hash", language)) + " " + file.sha256 + "</code></li>";
  }
  return out + "</ul>\n";
}

}  // namespace

std::string list_main(const std::vector<ReleaseSummary>& releases, const os::TimeZone& zone,
                      std::string_view language, const Messages& texts) {
  std::string out = "<p>" + escape_html(texts.text("portal.tables.intro", language)) + "</p>";
  if (releases.empty()) return out + "<p>" + escape_html(texts.text("portal.tables.none", language)) + "</p>";
  out += "<ul class=\"releases\">";
  for (const ReleaseSummary& release : releases) {
    out += "<li><a href=\"/" + std::string(language) + "/tables/" + release.id + "\">" +
           escape_html(release.title.in(language)) + "</a><p class=\"meta\">" +
           release_line(release, zone, language, texts) + "</p></li>";
  }
  return out + "</ul>\n";
}

std::string table_html(const TableView& view, std::string_view language, const Messages& texts) {
  const std::string hidden = "<td class=\"x\"><abbr title=\"" +
                             escape_html(texts.text("portal.hidden", language)) + "\">X</abbr></td>";
  const std::string fixed = view.fixed_text();
  std::string out =
      "<p class=\"meta\" id=\"scroll-hint\">" + escape_html(texts.text("portal.scroll", language)) +
      "</p><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"caption\"><table>";
  out +=
      "<caption><span id=\"caption\">" + escape_html(view.table().title) +
      (fixed.empty() ? "" : ": " + escape_html(fixed)) +
      (view.shows_figures() ? std::string()
                            : ". " + escape_html(texts.text("portal.unit", language, {view.table().unit}))) +
      "</span></caption><thead><tr>";
  out += "<th scope=\"col\">" + escape_html(view.rows().label) + "</th>";
  for (std::size_t column = 0; column < view.column_count(); ++column) {
    const std::string label = view.columns() ? view.columns()->categories[column].label : view.unit();
    out += "<th scope=\"col\">" + escape_html(label) + "</th>";
  }
  out += "</tr></thead><tbody>\n";
  for (std::size_t row = 0; row < view.rows().categories.size(); ++row) {
    const auto& category = view.rows().categories[row];
    out += "<tr class=\"d" + zero_padded(std::min(category.depth, 3), 1) + "\"><th scope=\"row\">" +
           escape_html(category.label) + "</th>";
    for (std::size_t column = 0; column < view.column_count(); ++column) {
      const auto value = view.value(row, column);
      out += value ? "<td>" + number_text(*value, view.decimals(row, column), language) + "</td>"
             : view.is_nobody(row, column) ? "<td>\u2013</td>"
                                           : hidden;
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string table_main(const TablePage& page, std::string_view language, const Messages& texts) {
  return "<p class=\"meta\">" + release_line(page.release, page.zone, language, texts) + "</p>" +
         choice_form(page.view, language, texts) + chart_html(page.view, language, texts) +
         table_html(page.view, language, texts) + notes_html(page.view.table(), language, texts) +
         downloads_html(page, language, texts) + "<p><a href=\"/" + std::string(language) + "/tables\">" +
         escape_html(texts.text("portal.back", language)) + "</a></p>\n";
}

}  // namespace sanaq::portal
