#pragma once
#include "base/clock.h"
#include "casework/conflict.h"
#include "casework/progress.h"
#include "http/router.h"
#include "sanaq/office/evidence_desk.h"
#include "sanaq/tablet/carrier_desk.h"
#include "sanaq/tablet/channel_desk.h"
#include "sanaq/tablet/tablet_desk.h"
#include "store/audit_log.h"
#include "store/staff_store.h"

namespace sanaq {

class CodingDesk;
class PairReview;
class EquipmentDesk;
class InstitutionDesk;
class PaperDesk;
class VisitDesk;
struct FieldworkDesk;
struct Site;

/// What the pages of the office stand on. Everything outlives the router.
struct OfficeSite {
  const Site& site;
  StaffStore& staff;
  ConflictStore& conflicts;
  ProgressStore& progress;
  AuditLog& audit;
  TabletDesk& tablets;
  EvidenceDesk& evidence;
  PaperDesk& paper;
  CarrierDesk& carrier;
  ChannelDesk& channel;
  VisitDesk& visits;
  FieldworkDesk& fieldwork;
  EquipmentDesk& equipment;
  InstitutionDesk& institutions;
  CodingDesk& coding;
  PairReview& pairs;
  const Clock& code_clock;  // by which one-time codes are taken
};

/// Adds the pages below `/{lang}/office` for members of staff: log-in, progress, conflicts, audit log. They
/// have a cookie of their own, so that a respondent's session opens nothing here.
void add_office_pages(http::Router& router, const OfficeSite& office);

}  // namespace sanaq
