#include "sanaq/tablet/bundle_report.h"

#include "base/text.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {
namespace {

using exchange::BundleCount;
using exchange::BundleReport;

Json count_json(const BundleCount& count) {
  Json out = Json::object();
  out.set("entries", Json::number(count.entries));
  out.set("cases", Json::number(static_cast<std::int64_t>(count.cases.size())));
  return out;
}

Json range_json(std::int64_t from, std::int64_t to) {
  Json out = Json::object();
  out.set("from", Json::number(from));
  out.set("to", Json::number(to));
  return out;
}

BundleCountRow row_of(std::string_view key, const BundleCount& count) {
  return {key, count.entries, static_cast<std::int64_t>(count.cases.size())};
}

std::string refusal_text(const Error& error, const Messages& texts, std::string_view language) {
  const std::string key = "office.import." + error.code;
  return texts.text(texts.has(key) ? key : "office.import.bundle.form", language);
}

}  // namespace

bool BundleLine::is_good() const {
  return report && report->complete() && report->contradicted.entries == 0 && report->refused.entries == 0;
}

bool BundleLine::bring_again() const { return report && !report->complete(); }

std::string_view name_of(exchange::BundleEnd end) {
  switch (end) {
    case exchange::BundleEnd::whole:
      return "whole";
    case exchange::BundleEnd::cut:
      return "cut";
    case exchange::BundleEnd::broken:
      return "broken";
  }
  return "broken";
}

std::string answer_name(std::string_view file) {
  constexpr std::string_view end = ".sanaq";
  if (file.ends_with(end)) file.remove_suffix(end.size());
  return std::string(file) + ".answer";
}

std::string audit_detail(const BundleReport& report) {
  return std::string(name_of(report.end)) + ", new " + std::to_string(report.fresh.entries) + ", known " +
         std::to_string(report.known.entries) + ", missing " + std::to_string(report.unread() + report.gaps) +
         ", contradicted " + std::to_string(report.contradicted.entries) + ", refused " +
         std::to_string(report.refused.entries);
}

std::vector<BundleCountRow> count_rows(const BundleReport& report) {
  std::vector<BundleCountRow> rows = {
      {"office.import.whole", report.head.entries, report.head.cases},
      row_of("office.import.new", report.fresh),
      row_of("office.import.known", report.known),
      {"office.import.missing", report.unread() + report.gaps, std::nullopt},
  };
  if (report.unplaced.entries > 0) rows.push_back(row_of("office.import.unplaced", report.unplaced));
  rows.push_back(row_of("office.import.contradicted", report.contradicted));
  if (report.refused.entries > 0) rows.push_back(row_of("office.import.refused", report.refused));
  return rows;
}

std::vector<BundleSentence> sentences(const BundleLine& line, const Messages& texts,
                                      std::string_view language) {
  if (!line.report) return {{refusal_text(*line.refused, texts, language), false}};
  const BundleReport& report = *line.report;
  const auto shown = [&](std::int64_t number) { return shown_number(number, language); };
  const bool is_whole = report.end == exchange::BundleEnd::whole;
  std::vector<BundleSentence> all = {
      {texts.text("office.import.end." + std::string(name_of(report.end)), language,
                  {shown(report.chunks_read), shown(report.head.chunks)}),
       is_whole}};
  if (const std::int64_t first = report.chunks_read + 1; !is_whole)
    all.push_back({first == report.head.chunks
                       ? texts.text("office.import.chunk_missing", language, {shown(first)})
                       : texts.text("office.import.chunks_missing", language,
                                    {shown(first), shown(report.head.chunks)}),
                   false});
  if (report.head.pictures > 0)
    all.push_back({texts.text("office.import.pictures", language,
                              {shown(report.pictures_read), shown(report.head.pictures)}),
                   report.pictures_read == report.head.pictures});
  if (line.bring_again()) all.push_back({texts.text("office.import.again", language), false});
  return all;
}

std::string to_plain_text(const BundleLine& line, const Messages& texts, std::string_view language,
                          const std::string& written) {
  std::string out = line.file + '\n';
  const auto say = [&](const std::string& text) { out += "  " + text + '\n'; };
  if (line.report) say(texts.text("office.import.from", language, {line.label, written}));
  for (const BundleSentence& sentence : sentences(line, texts, language)) say(sentence.text);
  if (!line.report) return out;
  for (const BundleCountRow& row : count_rows(*line.report)) {
    if (row.entries == 0) continue;
    std::string said = texts.text(row.key, language) + ": " + shown_number(row.entries, language);
    if (row.cases)
      said += " (" + texts.text("office.import.cases", language) + ": " + shown_number(*row.cases, language) +
              ')';
    say(said);
  }
  if (!line.answer.empty()) say(texts.text("office.import.answer.written", language, {line.answer}));
  return out;
}

Json to_json(const BundleLine& line) {
  Json out = Json::object();
  out.set("file", Json::string(line.file));
  if (!line.report) {
    out.set("refused", Json::string(line.refused->code));
    return out;
  }
  const BundleReport& report = *line.report;
  out.set("end", Json::string(name_of(report.end)));
  out.set("device", Json::string(report.head.device.value.to_string()));
  out.set("label", Json::string(line.label));
  out.set("written_at", Json::string(to_rfc3339(report.head.at)));
  out.set("chunks", Json::number(report.chunks_read));
  out.set("chunks_in_bundle", Json::number(report.head.chunks));
  if (report.end != exchange::BundleEnd::whole)
    out.set("chunks_missing", range_json(report.chunks_read + 1, report.head.chunks));
  out.set("entries", Json::number(report.entries_read));
  out.set("entries_in_bundle", Json::number(report.head.entries));
  out.set("cases_in_bundle", Json::number(report.head.cases));
  out.set("pictures", Json::number(report.pictures_read));
  out.set("pictures_in_bundle", Json::number(report.head.pictures));
  out.set("new", count_json(report.fresh));
  out.set("known", count_json(report.known));
  out.set("without_place", count_json(report.unplaced));
  out.set("missing_before", Json::number(report.gaps));
  out.set("missing_in_copy", Json::number(report.unread()));
  out.set("contradicted", count_json(report.contradicted));
  out.set("refused", count_json(report.refused));
  out.set("bring_again", Json::boolean(line.bring_again()));
  out.set("answer", line.answer.empty() ? Json::null() : Json::string(line.answer));
  return out;
}

}  // namespace sanaq
