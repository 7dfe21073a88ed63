#include <sanaq_sql/fieldwork.h>

#include "base/json.h"
#include "store/database.h"
#include "store/fieldwork_books_pg.h"

namespace sanaq {
namespace {

constexpr std::int32_t reports_max = 200;

std::string report_place(const Uuid& id) { return "door-report:" + id.to_string(); }

}  // namespace

Result<Done> DoorReportStorePg::add(const DoorReport& report) {
  Json told = Json::object();
  told.set("place", Json::string(report.place));
  told.set("words", Json::string(report.words));
  const std::string sealed = sealer_.seal(SealPurpose::staff, to_canonical(told), report_place(report.id));
  const auto worker = report.worker ? std::optional<Uuid>(report.worker->value) : std::nullopt;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::fieldwork::add_door_report,
      {report.id, report.at, report.territory, report.card, worker, report.status, pg::Bytes{sealed}}));
  return Done{};
}

Result<std::vector<DoorReport>> DoorReportStorePg::list(const std::vector<std::string>& territories) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::fieldwork::list_door_reports, {territories, reports_max}));
  std::vector<DoorReport> reports;
  for (const auto row : rows) {
    DoorReport report;
    report.id = row.get<Uuid>(0);
    report.at = row.get<UtcInstant>(1);
    report.territory = row.get<std::string>(2);
    report.card = row.get<std::string>(3);
    if (const auto worker = row.get<std::optional<Uuid>>(4)) report.worker = WorkerId{*worker};
    report.status = row.get<std::string>(5);
    SANAQ_TRY(const std::string text,
              sealer_.open(SealPurpose::staff, row.get<pg::Bytes>(6).value, report_place(report.id)));
    SANAQ_TRY(const Json told, parse_json(text));
    report.place = told["place"].text();
    report.words = told["words"].text();
    report.seen_by = row.get<std::optional<std::string>>(7).value_or("");
    reports.push_back(std::move(report));
  }
  return reports;
}

Result<bool> DoorReportStorePg::see(const Uuid& id, const std::vector<std::string>& territories,
                                    const std::string& actor, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto seen,
                  connection->execute(sql::fieldwork::see_door_report, {id, territories, actor, at}));
  return seen == 1;
}

}  // namespace sanaq
