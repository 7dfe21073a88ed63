#pragma once
#include "crypto/document_seal.h"
#include "fieldwork/workforce.h"

namespace sanaq {

/// What the pages of the census staff stand on. Everything outlives the router.
struct FieldworkDesk {
  Workforce& workforce;
  const crypto::DocumentSeal& seal;
};

}  // namespace sanaq
