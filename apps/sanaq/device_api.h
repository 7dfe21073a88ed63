#pragma once
#include "http/router.h"

namespace sanaq {

class FieldDesk;
class ReceiptPublicKeys;

/// What tablets call: POST /device/enrol and POST /device/sync (docs/handbook/tablets.md). No cookies: a
/// device proves each call by its signature. Everything outlives the router.
void add_device_api(http::Router& router, FieldDesk& desk, const ReceiptPublicKeys& keys);

}  // namespace sanaq
