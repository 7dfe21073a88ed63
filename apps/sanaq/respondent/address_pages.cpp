#include <algorithm>

#include "base/text.h"
#include "sanaq/respondent/address_form.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

http::Response show(const Site& site, const Visitor& visitor, const AddressChoice& choice,
                    const std::string& error) {
  auto main = render_address_form(site, visitor, choice, error);
  if (!main) return failure_page(site, visitor, main.error(), "");
  return page_response(site, visitor,
                       {site.texts.text("address.title", visitor.language), "/address", std::move(*main),
                        error.empty() ? 200 : 422});
}

Result<Address> chosen_address(const Site& site, const AddressChoice& choice) {
  if (choice.dwelling) {
    SANAQ_TRY(Address known, site.frame.address(*choice.dwelling));
    if (known.territory != choice.territory()) return Error{"address.house", {}};
    return known;
  }
  Address address{choice.territory(), choice.street, choice.house, choice.building, choice.flat, {}};
  SANAQ_TRY_DONE(check_address(address));
  if (site.edition.territories().find(address.territory) == nullptr) return Error{"address.territory", {}};
  SANAQ_TRY(address.dwelling, site.frame.find(address));
  return address;
}

http::Response post_address(const Site& site, const http::Request& request, const Visitor& visitor) {
  if (auto closed = gate_online(site, visitor)) return std::move(*closed);
  const auto form = request.form();
  if (!form) return failure_page(site, visitor, form.error(), request.id);
  const AddressChoice choice = read_address_choice(site, *form);
  if (http::field_value(*form, "action") != "use") return show(site, visitor, choice, "");
  const auto address = chosen_address(site, choice);
  if (!address) return show(site, visitor, choice, error_text(site, visitor.language, address.error()));
  if (const auto done = prefill_address(site, visitor.session->case_id, *address); !done)
    return failure_page(site, visitor, done.error(), request.id);
  return http::redirect("/" + visitor.language + "/q");
}

}  // namespace

void add_address_pages(http::Router& router, const Site& site) {
  add_session_page(router, site, http::Method::get, "/address",
                   [&site](const http::Request&, const Visitor& visitor) {
                     if (auto closed = gate_online(site, visitor)) return std::move(*closed);
                     return show(site, visitor, {}, "");
                   });
  add_session_page(router, site, http::Method::post, "/address",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return post_address(site, request, visitor);
                   });
}

}  // namespace sanaq
