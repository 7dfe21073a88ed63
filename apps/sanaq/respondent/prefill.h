#pragma once
#include <vector>

#include "frame/address.h"
#include "sanaq/site.h"

namespace sanaq {

/// The device that wrote what the register and the address page put into a form; people's own devices never
/// have it.
DeviceId prefill_device(std::string_view source);

/// Adds the first person of the household with what the register of persons knows. Errors: those of
/// Drafts::append.
Result<Done> prefill_person(const Site& site, const Admission& admission);
/// Puts the address into the questions of the form that stand for it.
Result<Done> prefill_address(const Site& site, CaseId case_id, const Address& address);
/// What the register filled in, for the record of edited values. draft: of the case. Errors: those of
/// Drafts::read.
Result<std::vector<Prefilled>> prefilled_values(const Site& site, CaseId case_id, const OpenDraft& draft);

}  // namespace sanaq
