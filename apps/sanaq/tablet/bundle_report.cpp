#include "sanaq/tablet/bundle_report.h"

namespace sanaq {
namespace {

using exchange::BundleCount;
using exchange::BundleReport;

std::string counted(std::string_view what, const BundleCount& count) {
  if (count.entries == 0) return {};
  return "  " + std::string(what) + std::to_string(count.entries) + " entries in " +
         std::to_string(count.cases.size()) + " cases\n";
}

Json count_json(const BundleCount& count) {
  Json out = Json::object();
  out.set("entries", Json::number(count.entries));
  out.set("cases", Json::number(static_cast<std::int64_t>(count.cases.size())));
  return out;
}

std::string missing_text(const BundleReport& report) {
  std::string text;
  if (report.unread() > 0)
    text += "  missing       " + std::to_string(report.unread()) + " entries that this copy does not hold\n";
  if (report.gaps > 0)
    text += "  missing       " + std::to_string(report.gaps) + " entries before those without a place\n";
  return text;
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

std::string audit_detail(const BundleReport& report) {
  return std::string(name_of(report.end)) + ", new " + std::to_string(report.fresh.entries) + ", known " +
         std::to_string(report.known.entries) + ", missing " + std::to_string(report.unread() + report.gaps) +
         ", contradicted " + std::to_string(report.contradicted.entries) + ", refused " +
         std::to_string(report.refused.entries);
}

std::string to_plain_text(const BundleLine& line) {
  if (!line.report)
    return line.file + ": refused, " + line.refused->code +
           (line.refused->detail.empty() ? std::string() : " " + line.refused->detail) + "\n";
  const BundleReport& report = *line.report;
  std::string text = line.file + ": " + std::string(name_of(report.end)) + ", tablet " + line.label + " (" +
                     report.head.device.value.to_string() + "), written " + to_rfc3339(report.head.at) + "\n";
  text += "  chunks        " + std::to_string(report.chunks_read) + " of " +
          std::to_string(report.head.chunks) + ", entries " + std::to_string(report.entries_read) + " of " +
          std::to_string(report.head.entries) + "\n";
  text += counted("new           ", report.fresh) + counted("known         ", report.known) +
          counted("without place ", report.unplaced) + counted("contradicted  ", report.contradicted) +
          counted("refused       ", report.refused) + missing_text(report);
  if (line.bring_again())
    text += "  Not everything arrived: bring the tablet again and write another file.\n";
  return text;
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
  out.set("entries", Json::number(report.entries_read));
  out.set("entries_in_bundle", Json::number(report.head.entries));
  out.set("cases_in_bundle", Json::number(report.head.cases));
  out.set("new", count_json(report.fresh));
  out.set("known", count_json(report.known));
  out.set("without_place", count_json(report.unplaced));
  out.set("missing_before", Json::number(report.gaps));
  out.set("missing_in_copy", Json::number(report.unread()));
  out.set("contradicted", count_json(report.contradicted));
  out.set("refused", count_json(report.refused));
  out.set("bring_again", Json::boolean(line.bring_again()));
  return out;
}

}  // namespace sanaq
