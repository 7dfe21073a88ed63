#include "sanaq/office/evidence_desk.h"

namespace sanaq {

Result<CaseEvidence> EvidenceDeskPg::evidence(CaseId case_id) {
  CaseEvidence all;
  SANAQ_TRY(all.writers, store_.writers(case_id));
  SANAQ_TRY(all.overruled, drafts_.overruled(case_id));
  SANAQ_TRY(all.forks, store_.forks(case_id));
  return all;
}

}  // namespace sanaq
