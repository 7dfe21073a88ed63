#pragma once
#include <string>
#include <vector>

#include "crypto/keyring.h"
#include "disclosure/noise.h"
#include "microdata/microdata.h"
#include "sanaq/production/protection_job.h"
#include "tabulation/table_spec.h"

namespace sanaq {

/// What record keys are made with, from the keys of the data folder. It stays the same over a rotation of the
/// master key.
std::string noise_secret(const crypto::Keyring& keys);

/// Counts tables that are protected by noise, with the keys of their cells, and puts the noise on. secret: of
/// the office, from its keys; never with data. The key of a record is that of its row in the frozen file, so
/// the same people give the same number in every table of a freeze. Errors: those of counting;
/// "disclosure.secret" (there is none), "disclosure.rule" (a table with figures).
Result<std::vector<ProtectedTable>> protect_by_noise(const std::vector<TableSpec>& specs,
                                                     const Microdata& data, const disclosure::NoiseRule& rule,
                                                     const std::string& secret);

}  // namespace sanaq
