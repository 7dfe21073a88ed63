#pragma once
#include "casework/sms_gateway.h"
#include "crypto/document_seal.h"
#include "fieldwork/door_report.h"
#include "fieldwork/handover.h"
#include "fieldwork/portrait_check.h"
#include "fieldwork/seminar.h"
#include "fieldwork/workforce.h"

namespace sanaq {

class TabletHandover;

/// What the pages of the census staff stand on. Everything outlives the router.
struct FieldworkDesk {
  Workforce& workforce;
  Seminars& seminars;
  DoorReportStore& reports;
  HandoverStore& handover;
  TabletHandover& tablets;
  const PortraitCheck& portraits;
  const crypto::DocumentSeal& seal;
  SmsGateway& sms;  // tells people of the staff that a seminar changed
};

}  // namespace sanaq
