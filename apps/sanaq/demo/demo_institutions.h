#pragma once
#include <vector>

#include "sanaq/collection.h"
#include "sanaq/office/staff_accounts.h"

namespace sanaq {

/// Three invented institutions of the demo's region, each at another point of its census: a children's home
/// that draws up its list, a psychoneurological home whose list is accepted, a crisis centre whose list waits
/// for the department. The log-ins of their employees; the secrets are no secrets.
Result<std::vector<NewAccount>> seed_institutions(Collection& collection, const std::string& region,
                                                  const std::string& password, const std::string& totp);

}  // namespace sanaq
