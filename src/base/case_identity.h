#pragma once
#include "base/uuid.h"

namespace sanaq {

/// One household's file, from the first answer to the closed case. Made where the case begins (server or tablet),
/// time-ordered.
using CaseId = TaggedUuid<struct CaseTag>;
/// A browser or tablet that writes operations.
using DeviceId = TaggedUuid<struct DeviceTag>;

}  // namespace sanaq
