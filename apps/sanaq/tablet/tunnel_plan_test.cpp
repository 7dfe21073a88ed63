#include "sanaq/tablet/tunnel_plan.h"

#include <doctest.h>

using namespace sanaq;

TEST_CASE("a tunnel's network, endpoint and resolver are read, and what is wrong is told") {
  const auto plan = TunnelPlan::make("10.21.0.0/16", "vpn.example:51820", "");
  REQUIRE(plan);
  CHECK(plan->exists());
  CHECK(plan->port == 51'820);
  CHECK(plan->office_address() == "10.21.0.1");
  CHECK(plan->address(2) == "10.21.0.2");
  CHECK(plan->address(70'000 - 65'536 + 256) == "10.21.18.112");
  CHECK(plan->has(65'534));
  CHECK_FALSE(plan->has(65'535));
  CHECK_FALSE(TunnelPlan::make("10.21.0.0/16", "", "")->exists());
  for (const char* network :
       {"", "10.21.0.0", "10.21.0.1/16", "10.21.0.0/33", "10.21.0.0/7", "x/16", "10.21.0.0/-1"})
    CHECK(TunnelPlan::make(network, "", "").error().code == "vpn.network");
  for (const char* endpoint : {"vpn.example", "vpn.example:0", "vpn.example:70000", ":51820", "a b:51820",
                               "vpn.example\nPostUp = x:51820"})
    CHECK(TunnelPlan::make("10.21.0.0/16", endpoint, "").error().code == "vpn.endpoint");
  CHECK(TunnelPlan::make("10.21.0.0/16", "", "10.21.0").error().code == "vpn.dns");
}

TEST_CASE("both ends of a tunnel name each other, and a tablet reaches the office alone") {
  const auto plan = *TunnelPlan::make("10.21.0.0/16", "[2001:db8::1]:51820", "10.21.0.1");
  const auto office = crypto::make_tunnel_keys(), tablet = crypto::make_tunnel_keys();
  const auto preshared = crypto::make_preshared_key();
  const std::string theirs = tablet_config(plan, tablet.secret, office.open, preshared, 7);
  CHECK(theirs ==
        "[Interface]\nPrivateKey = " + crypto::to_text(tablet.secret) +
            "\nAddress = 10.21.0.7/32\nDNS = 10.21.0.1\n\n[Peer]\nPublicKey = " +
            crypto::to_text(office.open) + "\nPresharedKey = " + crypto::to_text(preshared) +
            "\nAllowedIPs = 10.21.0.1/32\nEndpoint = [2001:db8::1]:51820\nPersistentKeepalive = 25\n");
  const std::string ours =
      office_config(plan, office.secret, {{{}, 7, tablet.open, preshared}, {{}, 70'000, {}, {}}});
  CHECK(ours == "[Interface]\nPrivateKey = " + crypto::to_text(office.secret) +
                    "\nListenPort = 51820\n\n[Peer]\n" + "PublicKey = " + crypto::to_text(tablet.open) +
                    "\nPresharedKey = " + crypto::to_text(preshared) + "\nAllowedIPs = 10.21.0.7/32\n");
}
