// Publishing takes a SafeTable; raw counts do not convert to one.
#include "disclosure/protect.h"
#include "publishing/release.h"

sanaq::Result<sanaq::Release> publish(const sanaq::RawTable& raw, const sanaq::disclosure::Protection& safe,
                                      const sanaq::ReleasePlan& plan) {
#ifdef BAD
  static_cast<void>(safe);
  return sanaq::make_release(raw, plan);
#else
  static_cast<void>(raw);
  return sanaq::make_release(safe.table, plan);
#endif
}
