#include "sanaq/office/office.h"

#include "sanaq/office/office_frame.h"
#include "sanaq/site.h"

namespace sanaq {
namespace {

struct OfficeOnPg {
  explicit OfficeOnPg(const OfficeSite& parts)
      : staff({parts.staff, parts.audit, parts.site.sealer, parts.site.hash, parts.site.clock,
               parts.code_clock}),
        audit(parts.audit),
        office{parts.site.edition.edition,
               parts.site.edition.territories(),
               parts.site.forms,
               parts.site.texts,
               parts.site.clock,
               parts.site.hash,
               parts.site.sealer,
               parts.site.log,
               staff,
               parts.conflicts,
               parts.progress,
               audit,
               parts.site.assets.styles,
               parts.site.demo(),
               &parts.tablets,
               &parts.evidence,
               &parts.site.pictures,
               &parts.paper,
               &parts.carrier,
               &parts.channel,
               &parts.visits,
               &parts.fieldwork,
               &parts.equipment,
               &parts.institutions,
               &parts.coding,
               &parts.pairs} {}
  StaffDeskPg staff;
  AuditDeskPg audit;
  Office office;
};

}  // namespace

void add_office_pages(http::Router& router, const OfficeSite& parts) {
  const auto whole = std::make_shared<OfficeOnPg>(parts);  // owners: the routes
  add_office_sections(router, SharedOffice(whole, &whole->office));
  const Site& site = parts.site;
  router.get("/office", [&site](http::Request&& request, http::Responder&& responder) {
    responder.send(http::redirect("/" + language_of(site, request) + "/office"));
  });
}

}  // namespace sanaq
