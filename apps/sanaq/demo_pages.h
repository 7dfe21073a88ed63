#pragma once
#include "register/demo_sms_gateway.h"
#include "site.h"

namespace sanaq {

/// Pages that exist in the demo only: the text messages that were "sent", and the clock. inbox: outlives the router.
void add_demo_pages(http::Router& router, const Site& site, const DemoSmsGateway& inbox);

}  // namespace sanaq
