#pragma once
#include "register/demo_person_register.h"
#include "register/demo_sms_gateway.h"
#include "sanaq/site.h"

namespace sanaq {

/// Pages that exist in the demo only: the text messages that were "sent", the clock, and the documents of
/// synthetic persons. inbox, people: outlive the router.
void add_demo_pages(http::Router& router, const Site& site, const DemoSmsGateway& inbox,
                    const DemoPersonRegister& people);

}  // namespace sanaq
